// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace mprd::platform::l2tp {
namespace {

namespace ip = boost::asio::ip;

/// Of the kernel's queues: a burst of a gigabit line while we are busy for 10 ms.
constexpr int kSystemBuffer = 1 << 20;

std::string text_of(const ip::udp::endpoint& endpoint) {
    return SocketAddress(endpoint).endpoint().to_string();
}

}  // namespace

TunnelSocket::TunnelSocket(boost::asio::io_context& io, DatagramSink& sink)
    : io_(io), sink_(sink), socket_(io) {}

TunnelSocket::~TunnelSocket() {
    close();
}

Result<void> TunnelSocket::open(const std::optional<IpAddress>& local, std::uint16_t port) {
    ip::udp::endpoint wanted(ip::udp::v6(), port);
    if (local) {
        wanted = SocketAddress({*local, port, 0}, local->is_v6).native();
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
    life_ = std::make_shared<bool>(true);
    start_reading();
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
    set_up_system();
    if (!error) {
        socket_.bind(local, error);
    }
    if (!error) {
        socket_.non_blocking(true, error);
    }
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
