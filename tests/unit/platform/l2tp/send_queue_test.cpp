// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/send_queue.hpp"

#include "tests/support/catch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <vector>

#include <sys/socket.h>

using namespace mprd;
using boost::asio::ip::udp;
using platform::l2tp::SendQueue;
using platform::l2tp::SocketAddress;

namespace {

Bytes datagram(std::uint8_t content, std::size_t size) {
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

struct Fixture {
    void push(const Receiver& to, const Bytes& what) {
        REQUIRE(queue.has_room(what.size()));
        const ByteSpan all(what);
        queue.push(to.address(), {all.first(all.size() / 2), all.subspan(all.size() / 2)});
    }
    void flush() { CHECK(queue.flush(sender.native_handle()) == SendQueue::Outcome::Empty); }
    boost::asio::io_context io;
    Receiver one{io};
    Receiver other{io};
    udp::socket sender{io, udp::v4()};
    SendQueue queue;
};

}  // namespace

TEST_CASE("l2tp send queue: datagrams arrive as they were, in order", "[l2tp][queue]") {
    Fixture f;
    // Without checksums the kernel refuses to cut: each goes on its own.
    const int no_checksums = GENERATE(0, 1);
    REQUIRE(
        ::setsockopt(
            f.sender.native_handle(), SOL_SOCKET, SO_NO_CHECK, &no_checksums, sizeof no_checksums
        ) == 0
    );
    std::vector<Bytes> sent;
    for (const std::size_t size :
         std::initializer_list<std::size_t>{500, 500, 500, 300, 500, 700, 700, 0, 0, 700, 1, 500}) {
        sent.push_back(datagram(static_cast<std::uint8_t>(sent.size()), size));
        f.push(f.one, sent.back());
    }
    CHECK_FALSE(f.queue.is_empty());
    f.flush();
    CHECK(f.queue.is_empty());
    CHECK(f.one.take() == sent);
    f.flush();
    CHECK(f.one.take().empty());
}

TEST_CASE("l2tp send queue: each peer gets its own", "[l2tp][queue]") {
    Fixture f;
    for (std::uint8_t i = 0; i < 10; ++i) {
        f.push(i % 3 == 0 ? f.other : f.one, datagram(i, 200));
    }
    f.flush();
    CHECK(f.one.take().size() == 6);
    CHECK(
        f.other.take() ==
        std::vector<Bytes>{datagram(0, 200), datagram(3, 200), datagram(6, 200), datagram(9, 200)}
    );
}

TEST_CASE("l2tp send queue: it is bounded in datagrams and octets", "[l2tp][queue]") {
    Fixture f;
    for (std::size_t i = 0; i < SendQueue::kMaxDatagrams; ++i) {
        f.push(f.one, datagram(1, 1400));
    }
    CHECK_FALSE(f.queue.has_room(1));
    f.flush();
    CHECK(f.one.take().size() == SendQueue::kMaxDatagrams);
    CHECK(f.queue.has_room(SendQueue::kMaxOctets));
    CHECK_FALSE(f.queue.has_room(SendQueue::kMaxOctets + 1));
    f.push(f.one, datagram(1, 1400));
    f.queue.clear();
    f.flush();
    CHECK(f.one.take().empty());
}
