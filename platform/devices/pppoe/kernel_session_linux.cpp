// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/kernel_session.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
// After the system's: both describe the Internet's addresses, and this one gives way.
#include <linux/if_pppox.h>

namespace mprd::platform::pppoe {
namespace {

Error system_error(const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(Errc::NotSupported, what + ": " + cause.message(), cause);
}

std::unique_ptr<KernelSession> make_socket() {
    const int fd = ::socket(AF_PPPOX, SOCK_STREAM | SOCK_CLOEXEC, PX_PROTO_OE);
    return fd < 0 ? nullptr : std::make_unique<KernelSession>(fd);
}

}  // namespace

bool KernelSession::is_possible() {
    static const bool answer = make_socket() != nullptr;
    return answer;
}

Result<std::unique_ptr<KernelSession>> KernelSession::open(
    const std::string& interface, const tunnel::PppoeSession& session
) {
    auto made = make_socket();
    if (!made) {
        return system_error("the kernel has no PPPoE (is the module pppoe loaded?)");
    }
    sockaddr_pppox address{};
    address.sa_family = AF_PPPOX;
    address.sa_protocol = PX_PROTO_OE;
    address.sa_addr.pppoe.sid = htons(session.id);
    std::copy(
        session.peer.octets.begin(),
        session.peer.octets.end(),
        static_cast<unsigned char*>(address.sa_addr.pppoe.remote)
    );
    std::memcpy(
        static_cast<char*>(address.sa_addr.pppoe.dev),
        interface.c_str(),
        std::min(interface.size() + 1, sizeof address.sa_addr.pppoe.dev)
    );
    sockaddr_storage aligned{};  // the structure itself is packed
    std::memcpy(&aligned, &address, sizeof address);
    if (::connect(made->fd(), reinterpret_cast<const sockaddr*>(&aligned), sizeof address) != 0) {
        return system_error("the kernel does not take the PPPoE session");
    }
    return made;
}

KernelSession::~KernelSession() {
    ::close(fd_);
}

}  // namespace mprd::platform::pppoe
