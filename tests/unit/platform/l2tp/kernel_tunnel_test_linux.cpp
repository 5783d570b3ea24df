// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/kernel_tunnel_linux.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/l2tp/heard.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <sys/socket.h>
#include <unistd.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using boost::asio::ip::udp;
using platform::l2tp::SocketAddress;
using platform::l2tp::TunnelSocket;
using test::Heard;

namespace {

std::string receive(udp::socket& socket) {
    std::array<char, 64> buffer{};
    boost::system::error_code error;
    socket.non_blocking(true);
    const std::size_t size = socket.receive(boost::asio::buffer(buffer), 0, error);
    return error ? "" : std::string(buffer.data(), size);
}

}  // namespace

TEST_CASE(
    "l2tp session: frames are told until it is given, and those that wait then are given too",
    "[l2tp][kernel]"
) {
    boost::asio::io_context io;
    std::array<int, 2> ends{};
    REQUIRE(::socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0, ends.data()) == 0);
    std::string told;
    platform::l2tp::LinuxKernelSession session(io, ends[1], [&](ByteSpan frame) {
        told += as_text(frame);
    });
    const auto sends = [&](std::string_view frame) {
        REQUIRE(::write(ends[0], frame.data(), frame.size()) > 0);
    };
    sends("one");
    io.run_for(std::chrono::milliseconds{20});
    CHECK(told == "one");
    session.send(as_bytes("ours"));
    std::array<char, 8> got{};
    CHECK(::read(ends[0], got.data(), got.size()) == 4);

    sends("two");
    sends("three");
    const auto given = session.give();
    sends("the kernel's");
    io.restart();
    io.run_for(std::chrono::milliseconds{20});

    CHECK(given.fd == ends[1]);
    REQUIRE(given.waiting.size() == 2);
    CHECK(as_text(given.waiting[0]) == "two");
    CHECK(as_text(given.waiting[1]) == "three");
    CHECK(told == "one");
    ::close(ends[0]);
}

TEST_CASE("l2tp socket: one beside it takes what its peer sends, and no other", "[l2tp][socket]") {
    // With an address, and with those of both families.
    const auto local =
        GENERATE(std::optional(*IpAddress::parse("127.0.0.1")), std::optional<IpAddress>());
    boost::asio::io_context io;
    Heard heard;
    TunnelSocket shared(io, heard);
    REQUIRE(shared.open(local, 0));
    const std::uint16_t port = shared.local_endpoint().port;
    const udp::endpoint to(boost::asio::ip::address_v4::loopback(), port);
    const udp::endpoint any(boost::asio::ip::address_v4::loopback(), 0);
    udp::socket peer(io, any);
    udp::socket second(io, any);
    udp::socket stranger(io, any);

    using platform::l2tp::open_beside;
    auto beside = open_beside(shared.native(), SocketAddress(peer.local_endpoint()).endpoint());
    auto beside_second =
        open_beside(shared.native(), SocketAddress(second.local_endpoint()).endpoint());
    REQUIRE(beside);
    REQUIRE(beside_second);
    peer.send_to(boost::asio::buffer("peer", 4), to);
    second.send_to(boost::asio::buffer("second", 6), to);
    stranger.send_to(boost::asio::buffer("stranger", 8), to);
    io.run_for(std::chrono::milliseconds{20});

    CHECK(receive(*beside) == "peer");
    CHECK(receive(*beside_second) == "second");
    CHECK(heard.text == "stranger");
    CHECK(beside->local_endpoint().port() == port);
    // The port is still ours alone.
    udp::socket thief(io, udp::v4());
    boost::system::error_code error;
    thief.set_option(boost::asio::socket_base::reuse_address(true));
    thief.bind(to, error);
    CHECK(error == boost::asio::error::address_in_use);
}
