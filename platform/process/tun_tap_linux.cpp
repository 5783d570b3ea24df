// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/tun_tap.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_tun.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

/// Room of the socket for packets that the program did not read yet; the kernel has 212,992 by
/// default, which is little for a burst of small packets (each counts with its overhead).
constexpr int kSocketBuffer = 1 << 20;

union ControlBuffer {
    cmsghdr header;
    std::array<char, CMSG_SPACE(sizeof(int))> octets;
};

/// TUNSETIFF goes to the listener, all else passes. No protection: the program is trusted.
int install_filter() {
    std::array<sock_filter, 6> rules{
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 3),
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[1])),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, TUNSETIFF, 0, 1),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    const sock_fprog program{static_cast<unsigned short>(rules.size()), rules.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return -1;
    }
    return static_cast<int>(
        ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program)
    );
}

std::optional<seccomp_notif> take_request(int trap) {
    // When the last process with the filter has gone the kernel says so (POLLHUP); to ask for a
    // request then may block for ever before Linux 6.11.
    pollfd asked{trap, POLLIN, 0};
    if (::poll(&asked, 1, 0) != 1 || (asked.revents & POLLIN) == 0) {
        return std::nullopt;
    }
    seccomp_notif request{};
    while (::ioctl(trap, SECCOMP_IOCTL_NOTIF_RECV, &request) != 0) {
        if (errno != EINTR) {
            return std::nullopt;
        }
    }
    return request;
}

bool answer(int trap, const seccomp_notif& request, int error) {
    seccomp_notif_resp response{};
    response.id = request.id;
    response.error = -error;
    return ::ioctl(trap, SECCOMP_IOCTL_NOTIF_SEND, &response) == 0;
}

Error system_error(const char* what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(Errc::FromDevice, std::string(what) + ": " + cause.message(), cause);
}

Error gone() {
    return make_error(Errc::DeviceNotExist, "the program that asks for TUN devices is gone");
}

/// In the program: `fd` becomes its descriptor number `number`.
bool replace_descriptor(int trap, const seccomp_notif& request, int fd, std::uint32_t number) {
    seccomp_notif_addfd change{};
    change.id = request.id;
    change.flags = SECCOMP_ADDFD_FLAG_SETFD;
    change.srcfd = static_cast<std::uint32_t>(fd);
    change.newfd = number;
    return ::ioctl(trap, SECCOMP_IOCTL_NOTIF_ADDFD, &change) >= 0;
}

}  // namespace

Result<TunRequest> answer_tun_request(int trap) {
    const auto request = take_request(trap);
    if (!request) {
        return gone();
    }
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        const Error error = system_error("cannot make a socket for packets");
        answer(trap, *request, EMFILE);
        return error;
    }
    TunRequest tun{UniqueFd(ends[0])};
    const UniqueFd theirs(ends[1]);
    // Ours only: the program's end blocks as a device does, unless it says otherwise.
    static_cast<void>(::fcntl(ends[0], F_SETFL, O_NONBLOCK));
    for (const int end : ends) {
        // More than the system's limit is cut to it: no failure.
        static_cast<void>(::setsockopt(end, SOL_SOCKET, SO_SNDBUF, &kSocketBuffer, sizeof(int)));
    }
    const auto number = static_cast<std::uint32_t>(request->data.args[0]);
    if (!replace_descriptor(trap, *request, theirs.get(), number)) {
        const Error error = system_error("cannot hand packets over (Linux 5.9 is needed)");
        answer(trap, *request, EBUSY);
        return error;
    }
    if (!answer(trap, *request, 0)) {
        return gone();
    }
    return tun;
}

bool refuse_tun_request(int trap) {
    const auto request = take_request(trap);
    return request && answer(trap, *request, EBUSY);
}

bool may_request_tun(int trap) {
    pollfd asked{trap, 0, 0};
    return ::poll(&asked, 1, 0) == 0;  // else POLLHUP
}

bool send_tun_trap(int socket) {
    const int trap = install_filter();
    if (trap < 0) {
        return false;
    }
    char octet = 0;
    iovec data{&octet, 1};
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.octets.data();
    message.msg_controllen = control.octets.size();
    cmsghdr* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    std::memcpy(CMSG_DATA(header), &trap, sizeof(int));
    const bool sent = ::sendmsg(socket, &message, 0) == 1;
    ::close(trap);
    return sent;
}

UniqueFd receive_tun_trap(int socket) {
    char octet = 0;
    iovec data{&octet, 1};
    ControlBuffer control{};
    msghdr message{};
    message.msg_iov = &data;
    message.msg_iovlen = 1;
    message.msg_control = control.octets.data();
    message.msg_controllen = control.octets.size();
    // Peeked first: without a descriptor it is a report of failure, which somebody else reads.
    if (::recvmsg(socket, &message, MSG_PEEK | MSG_CMSG_CLOEXEC) < 1) {
        return {};
    }
    const cmsghdr* const header = CMSG_FIRSTHDR(&message);
    if (header == nullptr || header->cmsg_type != SCM_RIGHTS) {
        return {};
    }
    int trap = -1;
    std::memcpy(&trap, CMSG_DATA(header), sizeof(int));
    static_cast<void>(::recv(socket, &octet, 1, 0));  // the peeked message, its descriptor closed
    return UniqueFd(trap);
}

}  // namespace mprd::platform
