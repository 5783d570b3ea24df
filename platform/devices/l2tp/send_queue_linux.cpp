// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/send_queue.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace mprd::platform::l2tp {

struct SendQueue::System {
    /// Room for one control message, aligned as such.
    union Control {
        ::cmsghdr header;
        std::array<std::uint8_t, CMSG_SPACE(sizeof(std::uint16_t))> octets;
    };
    std::array<::mmsghdr, kMaxDatagrams> messages;
    std::array<::iovec, kMaxDatagrams> parts;
    std::array<Control, kMaxDatagrams> control;

    void set(std::size_t at, const SocketAddress& to, ByteSpan octets) {
        parts[at] = {const_cast<std::uint8_t*>(octets.data()), octets.size()};
        ::msghdr& message = messages[at].msg_hdr;
        message = {};
        message.msg_name = const_cast<void*>(static_cast<const void*>(to.native().data()));
        message.msg_namelen = static_cast<::socklen_t>(to.native().size());
        message.msg_iov = &parts[at];
        message.msg_iovlen = 1;
    }
    void cut_into(std::size_t at, std::uint16_t size) {
        ::msghdr& message = messages[at].msg_hdr;
        message.msg_control = &control[at];
        message.msg_controllen = sizeof control[at].octets;
        ::cmsghdr& header = control[at].header;
        header.cmsg_level = IPPROTO_UDP;
        header.cmsg_type = UDP_SEGMENT;
        header.cmsg_len = CMSG_LEN(sizeof size);
        std::memcpy(CMSG_DATA(&header), &size, sizeof size);
    }
    /// How many runs the kernel took; negative: none, with errno.
    [[nodiscard]] int send_runs(const SendQueue& queue, int socket);
    /// The datagrams of the run each on their own; false: the kernel takes no more for now.
    [[nodiscard]] static bool send_apart(Run& run, const std::uint8_t* octets, int socket);
};

SendQueue::SendQueue() : system_(std::make_unique<System>()) {}

SendQueue::~SendQueue() = default;

int SendQueue::System::send_runs(const SendQueue& queue, int socket) {
    for (std::size_t at = queue.first_; at < queue.end_; ++at) {
        const Run& run = queue.runs_[at];
        set(at, run.to, {queue.octets_.get() + run.begin, run.size});
        if (run.size > run.datagram) {
            cut_into(at, static_cast<std::uint16_t>(run.datagram));
        }
    }
    return ::sendmmsg(
        socket,
        messages.data() + queue.first_,
        static_cast<unsigned>(queue.end_ - queue.first_),
        MSG_DONTWAIT | MSG_NOSIGNAL
    );
}

bool SendQueue::System::send_apart(Run& run, const std::uint8_t* octets, int socket) {
    while (run.size > 0) {
        const std::size_t size = std::min(run.size, run.datagram);
        const ssize_t sent = ::sendto(
            socket,
            octets + run.begin,
            size,
            MSG_DONTWAIT | MSG_NOSIGNAL,
            static_cast<const ::sockaddr*>(static_cast<const void*>(run.to.native().data())),
            static_cast<::socklen_t>(run.to.native().size())
        );
        if (sent < 0 && (errno == EAGAIN || errno == ENOBUFS)) {
            return false;
        }
        run.begin += size;
        run.size -= size;
    }
    return true;
}

bool SendQueue::send_next(Socket socket) {
    const int sent = system_->send_runs(*this, socket);
    if (sent > 0) {
        first_ += static_cast<std::size_t>(sent);
        return true;
    }
    if (errno == EAGAIN || errno == ENOBUFS) {
        return false;
    }
    if (errno == EINTR) {
        return true;
    }
    if (runs_[first_].size > runs_[first_].datagram) {
        // A datagram that needs fragments (EINVAL), or an old kernel over a device without
        // checksums (EIO).
        may_join_ = false;
        if (!System::send_apart(runs_[first_], octets_.get(), socket)) {
            return false;
        }
    }
    ++first_;  // alone: an ICMP error of an earlier one, or no way to this peer: lost
    return true;
}

}  // namespace mprd::platform::l2tp
