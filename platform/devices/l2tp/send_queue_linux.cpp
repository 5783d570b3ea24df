// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/send_queue.hpp"

#include <algorithm>
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
};

SendQueue::SendQueue()
    : system_(std::make_unique<System>()),
      octets_(std::make_unique_for_overwrite<std::uint8_t[]>(kMaxOctets)) {}

SendQueue::~SendQueue() = default;

bool SendQueue::is_empty() const {
    return first_ == end_;
}

bool SendQueue::has_room(std::size_t size) const {
    return datagrams_ < kMaxDatagrams && used_ + size <= kMaxOctets;
}

bool SendQueue::joins_last(const SocketAddress& to, std::size_t size) const {
    if (!may_segment_ || end_ == first_ || size == 0 || runs_[end_ - 1].datagram == 0) {
        return false;  // an empty one would vanish between its neighbours
    }
    const Run& last = runs_[end_ - 1];
    const bool is_whole = last.size % last.datagram == 0;  // a shorter one ends a run
    return is_whole && size <= last.datagram && last.size + size <= kMaxRunOctets && last.to == to;
}

void SendQueue::push(const SocketAddress& to, std::initializer_list<ByteSpan> parts) {
    const std::size_t begin = used_;
    for (const ByteSpan part : parts) {
        std::copy(part.begin(), part.end(), octets_.get() + used_);
        used_ += part.size();
    }
    const std::size_t size = used_ - begin;
    ++datagrams_;
    if (joins_last(to, size)) {
        runs_[end_ - 1].size += size;
    } else {
        runs_[end_++] = {to, begin, size, size};
    }
}

int SendQueue::send_runs(int socket) {
    for (std::size_t at = first_; at < end_; ++at) {
        const Run& run = runs_[at];
        system_->set(at, run.to, {octets_.get() + run.begin, run.size});
        if (run.size > run.datagram) {
            system_->cut_into(at, static_cast<std::uint16_t>(run.datagram));
        }
    }
    return ::sendmmsg(
        socket,
        system_->messages.data() + first_,
        static_cast<unsigned>(end_ - first_),
        MSG_DONTWAIT | MSG_NOSIGNAL
    );
}

SendQueue::Outcome SendQueue::flush(int socket) {
    while (first_ < end_) {
        const int sent = send_runs(socket);
        if (sent > 0) {
            first_ += static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN || errno == ENOBUFS) {
            return Outcome::Full;
        } else if (errno == EINTR) {
            continue;
        } else if (runs_[first_].size > runs_[first_].datagram) {
            // A datagram that needs fragments (EINVAL), or an old kernel over a device without
            // checksums (EIO).
            may_segment_ = false;
            if (send_apart(socket) == Outcome::Full) {
                return Outcome::Full;
            }
        } else {
            ++first_;  // an ICMP error of an earlier one, or no way to this peer: lost
        }
    }
    clear();
    return Outcome::Empty;
}

SendQueue::Outcome SendQueue::send_apart(int socket) {
    Run& run = runs_[first_];
    while (run.size > 0) {
        const std::size_t size = std::min(run.size, run.datagram);
        const ssize_t sent = ::sendto(
            socket,
            octets_.get() + run.begin,
            size,
            MSG_DONTWAIT | MSG_NOSIGNAL,
            static_cast<const ::sockaddr*>(static_cast<const void*>(run.to.native().data())),
            static_cast<::socklen_t>(run.to.native().size())
        );
        if (sent < 0 && (errno == EAGAIN || errno == ENOBUFS)) {
            return Outcome::Full;
        }
        run.begin += size;
        run.size -= size;
    }
    ++first_;
    return Outcome::Empty;
}

void SendQueue::clear() {
    used_ = 0;
    datagrams_ = 0;
    first_ = 0;
    end_ = 0;
}

}  // namespace mprd::platform::l2tp
