// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/l2tp/send_queue.hpp"
#include "tests/support/catch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <vector>

namespace mprd::test {

using boost::asio::ip::udp;
using platform::l2tp::SendQueue;
using platform::l2tp::SocketAddress;

inline Bytes datagram(std::uint8_t content, std::size_t size) {
    return Bytes(size, content);
}

struct Receiver {
    explicit Receiver(boost::asio::io_context& io)
        : socket(io, {boost::asio::ip::address_v4::loopback(), 0}) {
        socket.non_blocking(true);
    }
    [[nodiscard]] SocketAddress address() const { return SocketAddress(socket.local_endpoint()); }
    std::vector<Bytes> take() {
        std::vector<Bytes> out;
        Bytes buffer(65536);
        boost::system::error_code error;
        while (true) {
            const std::size_t size = socket.receive(boost::asio::buffer(buffer), 0, error);
            if (error) {
                return out;
            }
            out.emplace_back(buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(size));
        }
    }
    udp::socket socket;
};

/// A queue and two who get what it sends.
struct QueueBench {
    void push(const Receiver& to, const Bytes& what) {
        REQUIRE(queue.has_room(what.size()));
        const ByteSpan all(what);
        queue.push(to.address(), {all.first(all.size() / 2), all.subspan(all.size() / 2)});
    }
    /// The same to the first of them, with the number of the datagram as its content.
    void push_sizes(std::initializer_list<std::size_t> sizes) {
        for (const std::size_t size : sizes) {
            sent.push_back(datagram(static_cast<std::uint8_t>(sent.size()), size));
            push(one, sent.back());
        }
    }
    void flush() { CHECK(queue.flush(sender.native_handle()) == SendQueue::Outcome::Empty); }
    boost::asio::io_context io;
    Receiver one{io};
    Receiver other{io};
    udp::socket sender{io, udp::v4()};
    SendQueue queue;
    std::vector<Bytes> sent;  ///< by push_sizes()
};

}  // namespace mprd::test
