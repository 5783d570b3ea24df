// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>

// After Asio, which wants winsock2.h before any header of Windows.
#include <mswsock.h>

namespace mprd::platform::l2tp {
namespace {

/// Before the next read when one failed: what ails the system may do so for long.
constexpr std::chrono::milliseconds kPause{20};

}  // namespace

/// What one datagram is read into.
struct TunnelSocket::Buffers {
    explicit Buffers(boost::asio::io_context& io) : pause(io) {}
    boost::asio::steady_timer pause;
    std::array<std::uint8_t, kLargestMessage> data;
    SocketAddress from;
    std::size_t size = 0;
    boost::system::error_code error;
};

void TunnelSocket::set_up_system() {
    // Or another program could take the port as well, and get what is for us.
    const BOOL alone = TRUE;
    static_cast<void>(::setsockopt(
        socket_.native_handle(),
        SOL_SOCKET,
        SO_EXCLUSIVEADDRUSE,
        reinterpret_cast<const char*>(&alone),
        sizeof alone
    ));
    // Or one peer whose port is closed (ICMP) makes the next call fail, whoever that is for.
    BOOL tells_unreachable = FALSE;
    DWORD size = 0;
    static_cast<void>(::WSAIoctl(
        socket_.native_handle(),
        SIO_UDP_CONNRESET,
        &tells_unreachable,
        sizeof tells_unreachable,
        nullptr,
        0,
        &size,
        nullptr,
        nullptr
    ));
}

void TunnelSocket::start_reading() {
    buffers_ = std::make_shared<Buffers>(io_);
    read_more();
}

// The system may fill the buffers until the handler runs, which holds them for so long.
void TunnelSocket::read_more() {
    socket_.async_receive_from(
        boost::asio::buffer(buffers_->data),
        buffers_->from.native(),
        [this,
         buffers = buffers_,
         weak = std::weak_ptr(life_)](const boost::system::error_code& error, std::size_t size) {
            if (!weak.expired()) {
                buffers->error = error;
                buffers->size = size;
                on_readable();
            }
        }
    );
}

void TunnelSocket::on_readable() {
    const auto buffers = buffers_;  // the sink may close the socket
    const std::weak_ptr life(life_);
    for (std::size_t left = kBatch; !buffers->error;) {
        sink_.on_datagram(buffers->from, ByteSpan(buffers->data).first(buffers->size));
        if (life.expired()) {
            return;
        }
        if (--left == 0) {
            return read_more();
        }
        buffers->size = socket_.receive_from(
            boost::asio::buffer(buffers->data), buffers->from.native(), 0, buffers->error
        );
    }
    if (buffers->error == boost::asio::error::would_block) {
        return read_more();
    }
    // One of an earlier datagram, or of the system: neither ends a socket.
    buffers->pause.expires_after(kPause);
    buffers->pause.async_wait([this, buffers, life](const boost::system::error_code& /*error*/) {
        if (!life.expired()) {
            read_more();
        }
    });
}

}  // namespace mprd::platform::l2tp
