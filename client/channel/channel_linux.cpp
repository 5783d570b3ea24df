// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/socket_linux.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::client {
namespace {

constexpr const char* kDefaultSocket = "/run/mprd/mprd.sock";
/// A router that takes nothing for so long is as good as dead.
constexpr timeval kSendTimeout{30, 0};

class DescriptorChannel final : public Channel {
public:
    DescriptorChannel(int descriptor, int child, ProgramEndText end_text)
        : descriptor_(descriptor), child_(child), end_text_(end_text) {
        static_cast<void>(
            ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &kSendTimeout, sizeof kSendTimeout)
        );
    }
    ~DescriptorChannel() override {
        ::close(descriptor_);
        if (child_ > 0) {
            // Every answer that somebody waited for is here. ssh might try for a long time yet to
            // take leave of a host that is not there any more.
            ::kill(child_, SIGTERM);
            static_cast<void>(reap_child());
        }
    }
    DescriptorChannel(const DescriptorChannel&) = delete;
    DescriptorChannel& operator=(const DescriptorChannel&) = delete;

    bool send(std::string_view data) override {
        while (!data.empty()) {
            const ssize_t sent = ::send(descriptor_, data.data(), data.size(), MSG_NOSIGNAL);
            if (sent < 0 && errno != EINTR) {
                return false;
            }
            data.remove_prefix(sent > 0 ? static_cast<std::size_t>(sent) : 0);
        }
        return true;
    }

    std::size_t receive(char* data, std::size_t size) override {
        ssize_t got = 0;
        do {
            got = ::recv(descriptor_, data, size, 0);
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            receive_error_ = errno;
        }
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }

    void shut_down() override { ::shutdown(descriptor_, SHUT_RDWR); }

    std::string why_ended() override {
        if (child_ > 0) {
            shut_down();
            const int status = reap_child();
            return end_text_(
                {WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                 WIFSIGNALED(status) ? WTERMSIG(status) : 0}
            );
        }
        return receive_error_ != 0 ? std::strerror(receive_error_)  // NOLINT(concurrency-mt-unsafe)
                                   : "it closed the connection";
    }

private:
    /// Its exit status. It has closed its end or was asked to go: it gets some seconds for that.
    int reap_child() {
        constexpr int kTries = 200;
        constexpr timespec kPause{0, 10'000'000};
        int status = 0;
        pid_t gone = 0;
        for (int i = 0; i < kTries && gone == 0; ++i) {
            gone = ::waitpid(child_, &status, WNOHANG);
            if (gone == 0) {
                static_cast<void>(::nanosleep(&kPause, nullptr));
            }
        }
        if (gone == 0) {
            ::kill(child_, SIGKILL);
            while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
            }
        }
        child_ = 0;
        return status;
    }

    int descriptor_;
    int child_;
    ProgramEndText end_text_;
    int receive_error_ = 0;
};

[[nodiscard]] Errc errc_of_connect(int error) {
    switch (error) {
        case EACCES:
        case EPERM:
            return Errc::AccessDenied;
        case ENOENT:
        case ECONNREFUSED:
            return Errc::UnknownInterface;
        default:
            return Errc::ServerUnavailable;
    }
}

[[nodiscard]] Error not_reached(const std::string& path, int error) {
    const std::error_code cause(error, std::generic_category());
    return make_error(
        errc_of_connect(error),
        "cannot reach mprd at " + path + ": " + cause.message() +
            "\nIs it running? Start it (systemctl start mprd), or name its socket with --socket "
            "PATH.",
        cause
    );
}

}  // namespace

std::unique_ptr<Channel> make_descriptor_channel(
    int descriptor, int child, ProgramEndText why_ended
) {
    return std::make_unique<DescriptorChannel>(descriptor, child, why_ended);
}

Result<int> connect_socket(const std::string& path) {
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (path.size() >= sizeof name.sun_path) {
        return make_error(
            Errc::InvalidParameter,
            "path of the socket longer than " + std::to_string(sizeof name.sun_path - 1) +
                " bytes: " + path
        );
    }
    std::memcpy(name.sun_path, path.c_str(), path.size() + 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return make_error(Errc::NotEnoughMemory, "no socket can be made");
    }
    int done = 0;
    do {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the call takes
        done = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name);
    } while (done != 0 && errno == EINTR);
    if (done != 0) {
        const int error = errno;
        ::close(descriptor);
        return not_reached(path, error);
    }
    return descriptor;
}

Result<std::unique_ptr<Channel>> open_local_channel(const std::string& path) {
    const auto descriptor = connect_socket(path);
    if (!descriptor) {
        return descriptor.error();
    }
    return make_descriptor_channel(*descriptor);
}

std::string own_host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string default_local_path() {
    return kDefaultSocket;
}

std::string environment(const char* name) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only
    return text == nullptr ? "" : text;
}

}  // namespace mprd::client
