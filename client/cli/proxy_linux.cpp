// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/socket_linux.hpp"
#include "client/cli/proxy.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>
#include <utility>

#include <limits.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::cli {
namespace {

/// Bytes on their way in one direction.
class Stretch {
public:
    [[nodiscard]] bool is_empty() const { return begin_ == end_; }
    void put(std::string_view text) {
        std::memcpy(buffer_.data(), text.data(), text.size());
        begin_ = 0;
        end_ = text.size();
    }
    /// What read() says. Only when empty.
    ssize_t fill(int descriptor) {
        const ssize_t got = ::read(descriptor, buffer_.data(), buffer_.size());
        begin_ = 0;
        end_ = got > 0 ? static_cast<std::size_t>(got) : 0;
        return got;
    }
    /// Writes part of it; false: the other end is gone. Never waits on a descriptor that poll()
    /// called writable: a socket is told so, a pipe takes PIPE_BUF bytes.
    [[nodiscard]] bool drain(int descriptor, bool is_socket) {
        const std::size_t size = end_ - begin_;
        const ssize_t done =
            is_socket
                ? ::send(descriptor, buffer_.data() + begin_, size, MSG_NOSIGNAL | MSG_DONTWAIT)
                : ::write(descriptor, buffer_.data() + begin_, size < PIPE_BUF ? size : PIPE_BUF);
        begin_ += done > 0 ? static_cast<std::size_t>(done) : 0;
        return done >= 0 || errno == EAGAIN || errno == EINTR;
    }

private:
    std::array<char, 65536> buffer_{};
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

class Proxy {
public:
    explicit Proxy(int socket) : socket_(socket) { to_mprd_.put(kRemoteMark); }
    ~Proxy() { ::close(socket_); }
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;

    /// Until either side is gone; what run_proxy() returns.
    std::string run() {
        while (!over_) {
            if (wait()) {
                take_input();
                take_from_mprd();
                give_to_mprd();
                give_to_caller();
            }
        }
        return why_;
    }

private:
    enum End {
        kInput,
        kOutput,
        kMprd,
        kEnds
    };

    static pollfd watched(int descriptor, bool read, bool write) {
        return {
            read || write ? descriptor : -1,
            static_cast<short>((read ? POLLIN : 0) | (write ? POLLOUT : 0)),
            0};
    }

    bool wait() {
        ends_[kInput] =
            watched(STDIN_FILENO, to_mprd_.is_empty() && !input_ended_, /*write=*/false);
        // Also with nothing to write: that nobody reads any more is the end.
        ends_[kOutput] = {
            STDOUT_FILENO, static_cast<short>(to_caller_.is_empty() ? 0 : POLLOUT), 0};
        ends_[kMprd] = watched(socket_, to_caller_.is_empty(), !to_mprd_.is_empty());
        if (::poll(ends_.data(), ends_.size(), -1) >= 0) {
            over_ = is(kOutput, POLLERR | POLLHUP | POLLNVAL);
            return !over_;
        }
        if (errno != EINTR) {
            finish(std::string("poll: ") + std::strerror(errno));  // NOLINT(concurrency-mt-unsafe)
        }
        return false;
    }

    [[nodiscard]] bool is(End end, int events) const { return (ends_[end].revents & events) != 0; }

    void finish(std::string why) {
        over_ = true;
        why_ = std::move(why);
    }

    void take_input() {
        if (ends_[kInput].revents == 0) {
            return;
        }
        const ssize_t got = to_mprd_.fill(STDIN_FILENO);
        if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
            input_ended_ = true;
            ::shutdown(socket_, SHUT_WR);  // mprd still answers what it was asked
        }
    }

    void take_from_mprd() {
        if (is(kMprd, POLLIN | POLLHUP | POLLERR) && to_caller_.is_empty() &&
            to_caller_.fill(socket_) <= 0) {
            finish(input_ended_ ? "" : "mprd ended the connection");
        }
    }

    void give_to_mprd() {
        if (is(kMprd, POLLOUT) && !to_mprd_.is_empty() &&
            !to_mprd_.drain(socket_, /*is_socket=*/true)) {
            to_mprd_ = {};  // its end comes from the other direction, after what it has still said
        }
    }

    void give_to_caller() {
        if (is(kOutput, POLLOUT) && !to_caller_.drain(STDOUT_FILENO, /*is_socket=*/false)) {
            finish("");
        }
    }

    int socket_;
    Stretch to_mprd_;
    Stretch to_caller_;
    std::array<pollfd, kEnds> ends_{};
    bool input_ended_ = false;
    bool over_ = false;
    std::string why_;
};

}  // namespace

std::string run_proxy(const std::string& path) {
    const auto socket = client::connect_socket(path);
    if (!socket) {
        return socket.error().detail;
    }
    static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
    return Proxy(*socket).run();
}

}  // namespace mprd::cli
