// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace mprd::platform::l2tp {
namespace {

namespace ip = boost::asio::ip;

/// Of the kernel's queues: a burst of a gigabit line while we are busy for 10 ms.
constexpr int kSystemBuffer = 1 << 20;

ip::address to_asio(const IpAddress& address, std::uint32_t scope, bool is_v6_socket) {
    if (address.is_v6) {
        return ip::address_v6(address.v6.bytes, scope);
    }
    const ip::address_v4 v4(address.v4.value);
    return is_v6_socket ? ip::address(ip::make_address_v6(ip::v4_mapped, v4)) : ip::address(v4);
}

std::string text_of(const ip::udp::endpoint& endpoint) {
    return SocketAddress(endpoint).endpoint().to_string();
}

}  // namespace

SocketAddress::SocketAddress(const mprd::l2tp::Endpoint& endpoint, bool is_v6_socket)
    : endpoint_(to_asio(endpoint.address, endpoint.scope, is_v6_socket), endpoint.port) {}

mprd::l2tp::Endpoint SocketAddress::endpoint() const {
    const ip::address address = endpoint_.address();
    if (address.is_v4()) {
        return {IpAddress::from(Ipv4Address{address.to_v4().to_uint()}), endpoint_.port(), 0};
    }
    const ip::address_v6 v6 = address.to_v6();
    if (v6.is_v4_mapped()) {
        const ip::address_v4 v4 = ip::make_address_v4(ip::v4_mapped, v6);
        return {IpAddress::from(Ipv4Address{v4.to_uint()}), endpoint_.port(), 0};
    }
    return {
        IpAddress::from(Ipv6Address{v6.to_bytes()}),
        endpoint_.port(),
        static_cast<std::uint32_t>(v6.scope_id())};
}

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
    std::array<::iovec, kBatch> parts;
    std::array<Control, kBatch> control;
    std::array<::mmsghdr, kBatch> messages;

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
};

TunnelSocket::TunnelSocket(boost::asio::io_context& io, DatagramSink& sink)
    : io_(io), sink_(sink), socket_(io) {}

TunnelSocket::~TunnelSocket() {
    close();
}

Result<void> TunnelSocket::open(const std::optional<IpAddress>& local, std::uint16_t port) {
    ip::udp::endpoint wanted(ip::udp::v6(), port);
    if (local) {
        wanted = ip::udp::endpoint(to_asio(*local, 0, /*is_v6_socket=*/false), port);
    }
    is_v6_only_ = local && local->is_v6;
    auto error = try_open(wanted);
    if (error && !local) {
        wanted = ip::udp::endpoint(ip::udp::v4(), port);  // a host without IPv6
        error = try_open(wanted);
    }
    if (error) {
        close();
        return make_error(
            Errc::PortNotAvailable, "no UDP socket at " + text_of(wanted) + " for L2TP", error
        );
    }
    if (!buffers_) {
        buffers_ = std::make_unique<Buffers>();
    }
    life_ = std::make_shared<bool>(true);
    read_more();
    return {};
}

boost::system::error_code TunnelSocket::try_open(const ip::udp::endpoint& local) {
    boost::system::error_code error;
    boost::system::error_code ignored;
    socket_.close(ignored);
    is_v6_ = local.address().is_v6();
    socket_.open(local.protocol(), error);
    if (error) {
        return error;
    }
    if (is_v6_) {
        socket_.set_option(ip::v6_only(is_v6_only_), error);
    }
    socket_.set_option(boost::asio::socket_base::receive_buffer_size(kSystemBuffer), ignored);
    socket_.set_option(boost::asio::socket_base::send_buffer_size(kSystemBuffer), ignored);
    if (!error) {
        socket_.bind(local, error);
    }
    if (!error) {
        socket_.non_blocking(true, error);
    }
    // Without it (Linux before 5.0) each datagram is a message.
    const int wanted = 1;
    static_cast<void>(
        ::setsockopt(socket_.native_handle(), IPPROTO_UDP, UDP_GRO, &wanted, sizeof wanted)
    );
    return error;
}

void TunnelSocket::close() {
    if (socket_.is_open()) {
        static_cast<void>(queue_.flush(socket_.native_handle()));
    }
    queue_.clear();
    life_.reset();
    waits_for_room_ = false;
    has_refused_ = false;
    flush_waits_ = false;
    boost::system::error_code ignored;
    socket_.close(ignored);
}

bool TunnelSocket::reaches(const IpAddress& address) const {
    return address.is_v6 ? is_v6_ : !is_v6_ || !is_v6_only_;
}

mprd::l2tp::Endpoint TunnelSocket::local_endpoint() const {
    boost::system::error_code ignored;
    return SocketAddress(socket_.local_endpoint(ignored)).endpoint();
}

Result<ip::udp::socket> TunnelSocket::open_beside(const mprd::l2tp::Endpoint& peer) {
    boost::system::error_code error;
    boost::system::error_code ignored;
    const SocketAddress to(peer, peer.address.is_v6);
    ip::udp::endpoint local = socket_.local_endpoint(ignored);
    if (local.address().is_unspecified()) {
        local = ip::udp::endpoint(to.native().protocol(), local.port());
    }
    // Shared for this moment only: nobody else is to get hold of the port.
    using Shared = boost::asio::socket_base::reuse_address;
    ip::udp::socket beside(io_);
    beside.open(local.protocol(), error);
    beside.set_option(Shared(true), ignored);
    socket_.set_option(Shared(true), ignored);
    if (!error) {
        beside.bind(local, error);
    }
    socket_.set_option(Shared(false), ignored);
    if (!error) {
        beside.connect(to.native(), error);
    }
    if (error) {
        return make_error(
            Errc::PortNotAvailable, "no UDP socket for the tunnel with " + peer.to_string(), error
        );
    }
    return beside;
}

void TunnelSocket::read_more() {
    socket_.async_wait(
        ip::udp::socket::wait_read,
        [this, weak = std::weak_ptr(life_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                on_readable();
            }
        }
    );
}

void TunnelSocket::on_readable() {
    buffers_->prepare();
    const int count = ::recvmmsg(
        socket_.native_handle(), buffers_->messages.data(), kBatch, MSG_DONTWAIT, nullptr
    );
    // An error is one of an earlier datagram (ICMP), or a spurious wake-up: neither ends a socket.
    const std::weak_ptr life(life_);
    for (int i = 0; i < count && !life.expired(); ++i) {
        deliver(static_cast<std::size_t>(i), life);
    }
    if (!life.expired()) {
        read_more();
    }
}

void TunnelSocket::deliver(std::size_t n, const std::weak_ptr<bool>& life) {
    SocketAddress& from = buffers_->from[n];
    from.native().resize(buffers_->messages[n].msg_hdr.msg_namelen);
    const std::size_t size = buffers_->datagram_size(n);
    ByteSpan rest = buffers_->message(n);
    do {
        const ByteSpan datagram = rest.first(std::min(size, rest.size()));
        rest = rest.subspan(datagram.size());
        sink_.on_datagram(from, datagram);
    } while (!rest.empty() && !life.expired());
}

// ---- sending

TunnelSocket::SendResult TunnelSocket::send(
    const SocketAddress& to, ByteSpan head, ByteSpan middle, ByteSpan tail
) {
    const std::size_t size = head.size() + middle.size() + tail.size();
    if (size > SendQueue::kMaxRunOctets) {
        return SendResult::Taken;  // and lost: UDP cannot carry it
    }
    if (!queue_.has_room(size) && !waits_for_room_) {
        flush();
    }
    if (!queue_.has_room(size)) {
        has_refused_ = true;
        return SendResult::Full;
    }
    queue_.push(to, {head, middle, tail});
    flush_soon();
    return SendResult::Taken;
}

void TunnelSocket::flush_soon() {
    if (flush_waits_ || waits_for_room_) {
        return;
    }
    flush_waits_ = true;
    boost::asio::post(io_, [this, weak = std::weak_ptr(life_)] {
        if (!weak.expired()) {
            flush_waits_ = false;
            flush();
        }
    });
}

void TunnelSocket::flush() {
    if (queue_.flush(socket_.native_handle()) == SendQueue::Outcome::Full) {
        wait_for_room();
    }
}

void TunnelSocket::wait_for_room() {
    if (waits_for_room_) {
        return;
    }
    waits_for_room_ = true;
    socket_.async_wait(
        ip::udp::socket::wait_write,
        [this, weak = std::weak_ptr(life_)](const boost::system::error_code& error) {
            if (weak.expired() || error) {
                return;
            }
            waits_for_room_ = false;
            flush();
            if (!waits_for_room_ && std::exchange(has_refused_, false)) {
                sink_.on_room();
            }
        }
    );
}

}  // namespace mprd::platform::l2tp
