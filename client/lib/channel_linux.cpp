// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/channel.hpp"
#include "core/base/errc.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <thread>

#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::lib {
namespace {

constexpr const char* kDefaultSocket = "/run/mprd/mprd.sock";
/// A router that takes nothing for so long is as good as dead.
constexpr timeval kSendTimeout{30, 0};

class DescriptorChannel final : public Channel {
public:
    DescriptorChannel(int descriptor, int child) : descriptor_(descriptor), child_(child) {
        static_cast<void>(
            ::setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &kSendTimeout, sizeof kSendTimeout)
        );
    }
    ~DescriptorChannel() override {
        ::close(descriptor_);
        wait_for_child();
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
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }

    void shut_down() override { ::shutdown(descriptor_, SHUT_RDWR); }

private:
    /// The child ends because its input has ended. One that does not must stop nobody: a thread
    /// waits for it.
    void wait_for_child() noexcept {
        if (child_ <= 0 || ::waitpid(child_, nullptr, WNOHANG) != 0) {
            return;
        }
        try {
            std::thread([child = child_] {
                while (::waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
                }
            }).detach();
        } catch (const std::exception&) {
            // No thread is left: the child stays a zombie until this process ends.
        }
    }

    int descriptor_;
    int child_;
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

}  // namespace

std::unique_ptr<Channel> make_descriptor_channel(int descriptor, int child) {
    return std::make_unique<DescriptorChannel>(descriptor, child);
}

std::uint32_t open_channel(const ServerAddress& address, std::unique_ptr<Channel>& channel) {
    if (address.kind == ServerAddress::Kind::Ssh) {
        return open_ssh_channel(address, channel);
    }
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (address.path.size() >= sizeof name.sun_path) {
        return to_code(Errc::InvalidParameter);
    }
    std::memcpy(name.sun_path, address.path.c_str(), address.path.size() + 1);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
        return to_code(Errc::NotEnoughMemory);
    }
    int done = 0;
    do {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the call takes
        done = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name);
    } while (done != 0 && errno == EINTR);
    if (done != 0) {
        const Errc code = errc_of_connect(errno);
        ::close(descriptor);
        return to_code(code);
    }
    channel = make_descriptor_channel(descriptor, 0);
    return 0;
}

std::string own_host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string local_socket_path() {
    const char* path = std::getenv("MPRD_SOCKET");  // NOLINT(concurrency-mt-unsafe): read only
    return path != nullptr && *path != '\0' ? path : kDefaultSocket;
}

}  // namespace mprd::lib
