// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/ip/v6_only.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

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

/// What recvmmsg fills; made once for each socket.
struct TunnelSocket::Buffers {
    std::array<std::array<std::uint8_t, kLargestDatagram>, kBatch> data;
    std::array<SocketAddress, kBatch> from;
    std::array<::iovec, kBatch> parts;
    std::array<::mmsghdr, kBatch> messages;

    void prepare() {
        for (std::size_t i = 0; i < kBatch; ++i) {
            parts[i] = {data[i].data(), data[i].size()};
            messages[i] = {};
            messages[i].msg_hdr.msg_name = from[i].native().data();
            messages[i].msg_hdr.msg_namelen = static_cast<::socklen_t>(from[i].native().capacity());
            messages[i].msg_hdr.msg_iov = &parts[i];
            messages[i].msg_hdr.msg_iovlen = 1;
        }
    }
};

TunnelSocket::TunnelSocket(boost::asio::io_context& io, DatagramSink& sink)
    : sink_(sink), socket_(io) {}

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
    return error;
}

void TunnelSocket::close() {
    life_.reset();
    waits_for_room_ = false;
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
    const std::weak_ptr weak(life_);
    for (int i = 0; i < count && !weak.expired(); ++i) {
        const auto n = static_cast<std::size_t>(i);
        SocketAddress& from = buffers_->from[n];
        from.native().resize(buffers_->messages[n].msg_hdr.msg_namelen);
        sink_.on_datagram(from, ByteSpan(buffers_->data[n]).first(buffers_->messages[n].msg_len));
    }
    if (!weak.expired()) {
        read_more();
    }
}

TunnelSocket::SendResult TunnelSocket::send(
    const SocketAddress& to, ByteSpan head, ByteSpan middle, ByteSpan tail
) {
    if (waits_for_room_) {
        return SendResult::Full;
    }
    const auto part = [](ByteSpan bytes) {
        return ::iovec{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
    };
    std::array parts{part(head), part(middle), part(tail)};
    ::msghdr message{};
    message.msg_name = const_cast<void*>(static_cast<const void*>(to.native().data()));
    message.msg_namelen = static_cast<::socklen_t>(to.native().size());
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const auto sent = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == ENOBUFS)) {
        wait_for_room();
        return SendResult::Full;
    }
    return SendResult::Sent;
}

void TunnelSocket::wait_for_room() {
    waits_for_room_ = true;
    socket_.async_wait(
        ip::udp::socket::wait_write,
        [this, weak = std::weak_ptr(life_)](const boost::system::error_code& error) {
            if (!weak.expired() && !error) {
                waits_for_room_ = false;
                sink_.on_room();
            }
        }
    );
}

}  // namespace mprd::platform::l2tp
