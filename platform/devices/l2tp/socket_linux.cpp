// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace mprd::platform::l2tp {

/// What recvmmsg fills; made once for each socket. The system gives memory to pages that are used.
struct TunnelSocket::Buffers {
    /// Room for the one control message that we ask for, aligned as such.
    union Control {
        ::cmsghdr header;
        std::array<std::uint8_t, CMSG_SPACE(sizeof(int))> octets;
    };
    std::unique_ptr<std::uint8_t[]> data =
        std::make_unique_for_overwrite<std::uint8_t[]>(kBatch * kLargestMessage);
    std::array<SocketAddress, kBatch> from;
    std::array<::iovec, kBatch> parts{};
    std::array<Control, kBatch> control{};
    std::array<::mmsghdr, kBatch> messages{};

    void prepare() {
        for (std::size_t i = 0; i < kBatch; ++i) {
            parts[i] = {data.get() + i * kLargestMessage, kLargestMessage};
            ::msghdr& message = messages[i].msg_hdr;
            message = {};
            message.msg_name = from[i].native().data();
            message.msg_namelen = static_cast<::socklen_t>(from[i].native().capacity());
            message.msg_iov = &parts[i];
            message.msg_iovlen = 1;
            message.msg_control = &control[i];
            message.msg_controllen = sizeof control[i].octets;
        }
    }
    [[nodiscard]] ByteSpan message(std::size_t n) const {
        return {data.get() + n * kLargestMessage, messages[n].msg_len};
    }
    /// Of each datagram in the message; the last may be shorter.
    [[nodiscard]] std::size_t datagram_size(std::size_t n) {
        ::msghdr& message = messages[n].msg_hdr;
        for (::cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
             header = CMSG_NXTHDR(&message, header)) {
            if (header->cmsg_level == IPPROTO_UDP && header->cmsg_type == UDP_GRO) {
                int size = 0;
                std::memcpy(&size, CMSG_DATA(header), sizeof size);
                return size > 0 ? static_cast<std::size_t>(size) : messages[n].msg_len;
            }
        }
        return messages[n].msg_len;
    }
    /// Tells the sink the datagrams of the n-th message, until one of them ends `life`.
    void deliver(std::size_t n, DatagramSink& sink, const std::weak_ptr<bool>& life) {
        from[n].native().resize(messages[n].msg_hdr.msg_namelen);
        const std::size_t size = datagram_size(n);
        ByteSpan rest = message(n);
        do {
            const ByteSpan datagram = rest.first(std::min(size, rest.size()));
            rest = rest.subspan(datagram.size());
            sink.on_datagram(from[n], datagram);
        } while (!rest.empty() && !life.expired());
    }
};

void TunnelSocket::set_up_system() {
    // Without it (Linux before 5.0) each datagram is a message.
    const int wanted = 1;
    static_cast<void>(
        ::setsockopt(socket_.native_handle(), IPPROTO_UDP, UDP_GRO, &wanted, sizeof wanted)
    );
}

void TunnelSocket::start_reading() {
    buffers_ = std::make_shared<Buffers>();
    read_more();
}

void TunnelSocket::read_more() {
    socket_.async_wait(
        boost::asio::ip::udp::socket::wait_read,
        [this, weak = std::weak_ptr(life_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_readable();
            }
        }
    );
}

void TunnelSocket::on_readable() {
    const auto buffers = buffers_;  // the sink may close the socket
    buffers->prepare();
    const int count = ::recvmmsg(
        socket_.native_handle(), buffers->messages.data(), kBatch, MSG_DONTWAIT, nullptr
    );
    // An error is one of an earlier datagram (ICMP), or a spurious wake-up: neither ends a socket.
    const std::weak_ptr life(life_);
    for (int i = 0; i < count && !life.expired(); ++i) {
        buffers->deliver(static_cast<std::size_t>(i), sink_, life);
    }
    if (!life.expired()) {
        read_more();
    }
}

}  // namespace mprd::platform::l2tp
