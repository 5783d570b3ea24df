// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/platform/l2tp/heard.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using boost::asio::ip::udp;
using platform::l2tp::SocketAddress;
using platform::l2tp::TunnelSocket;
using test::Heard;

namespace {

struct Bench {
    explicit Bench(std::string_view address) : local(*IpAddress::parse(address)) {}
    [[nodiscard]] bool run_until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (!done() && std::chrono::steady_clock::now() < end) {
            io.restart();
            io.run_for(std::chrono::milliseconds{2});
        }
        return done();
    }
    void send_from(udp::socket& sender, std::string_view text) {
        sender.send_to(
            boost::asio::buffer(text), SocketAddress(socket.local_endpoint(), local.is_v6).native()
        );
    }
    IpAddress local;
    boost::asio::io_context io;
    Heard heard;
    TunnelSocket socket{io, heard};
    udp::socket peer{io, SocketAddress({local, 0}, local.is_v6).native()};
};

}  // namespace

TEST_CASE("l2tp socket: datagrams come in order, and the answer goes back", "[l2tp][socket]") {
    Bench bench(GENERATE("127.0.0.1", "::1"));
    REQUIRE(bench.socket.open(bench.local, 0));
    for (const char* text : {"one ", "two ", "three"}) {
        bench.send_from(bench.peer, text);
    }
    REQUIRE(bench.run_until([&] { return bench.heard.text.size() == 13; }));
    CHECK(bench.heard.text == "one two three");
    CHECK(bench.heard.last.native() == bench.peer.local_endpoint());

    CHECK(
        bench.socket.send(bench.heard.last, as_bytes("a"), as_bytes("ns"), as_bytes("wer")) ==
        TunnelSocket::SendResult::Taken
    );
    std::array<std::uint8_t, 16> answer{};
    std::size_t size = 0;
    bench.peer.async_receive(
        boost::asio::buffer(answer),
        [&](const boost::system::error_code& /*error*/, std::size_t octets) { size = octets; }
    );
    REQUIRE(bench.run_until([&] { return size > 0; }));
    CHECK(as_text(ByteSpan(answer).first(size)) == "answer");
}

TEST_CASE("l2tp socket: a burst of more than a batch arrives whole", "[l2tp][socket]") {
    Bench bench("127.0.0.1");
    REQUIRE(bench.socket.open(bench.local, 0));
    std::string sent;
    for (std::size_t i = 0; i < 3 * TunnelSocket::kBatch + 1; ++i) {
        const std::string text = std::to_string(i) + ' ';
        bench.send_from(bench.peer, text);
        sent += text;
    }
    REQUIRE(bench.run_until([&] { return bench.heard.text.size() >= sent.size(); }));
    CHECK(bench.heard.text == sent);
}

TEST_CASE("l2tp socket: without an address it serves both families", "[l2tp][socket]") {
    Bench bench("127.0.0.1");
    REQUIRE(bench.socket.open(std::nullopt, 0));
    const std::uint16_t port = bench.socket.local_endpoint().port;
    bench.peer.send_to(
        boost::asio::buffer("four", 4), {boost::asio::ip::address_v4::loopback(), port}
    );
    REQUIRE(bench.run_until([&] { return bench.heard.text == "four"; }));
    CHECK(bench.heard.last.endpoint().address == bench.local);
    REQUIRE(bench.socket.reaches(*IpAddress::parse("127.0.0.1")));
    if (!bench.socket.is_v6()) {
        WARN("this host has no IPv6");
        return;
    }
    udp::socket six(bench.io, udp::v6());
    six.send_to(boost::asio::buffer("six", 3), {boost::asio::ip::address_v6::loopback(), port});
    REQUIRE(bench.run_until([&] { return bench.heard.text == "foursix"; }));
}

TEST_CASE("l2tp socket: one peer whose port is closed harms no other", "[l2tp][socket]") {
    Bench bench("127.0.0.1");
    REQUIRE(bench.socket.open(bench.local, 0));
    SocketAddress gone;
    {
        udp::socket closed(bench.io, {boost::asio::ip::address_v4::loopback(), 0});
        gone = SocketAddress(closed.local_endpoint());
    }
    for (int round = 0; round < 3; ++round) {  // the system is told that nobody is there
        CHECK(
            bench.socket.send(gone, as_bytes("anybody"), {}, {}) == TunnelSocket::SendResult::Taken
        );
        bench.socket.flush();
        bench.io.restart();
        bench.io.run_for(std::chrono::milliseconds{5});
    }
    bench.send_from(bench.peer, "here");
    CHECK(bench.run_until([&] { return bench.heard.text == "here"; }));
}

TEST_CASE(
    "l2tp socket: a sink that closes it hears no more, and it opens again", "[l2tp][socket]"
) {
    Bench bench("127.0.0.1");
    REQUIRE(bench.socket.open(bench.local, 0));
    bench.heard.then = [&] { bench.socket.close(); };
    bench.send_from(bench.peer, "one");
    bench.send_from(bench.peer, "two");
    REQUIRE(bench.run_until([&] { return !bench.socket.is_open(); }));
    bench.io.restart();
    bench.io.run_for(std::chrono::milliseconds{20});
    CHECK(bench.heard.text == "one");

    bench.heard.then = nullptr;
    REQUIRE(bench.socket.open(bench.local, 0));
    bench.send_from(bench.peer, " again");
    CHECK(bench.run_until([&] { return bench.heard.text == "one again"; }));
}

TEST_CASE("l2tp socket: it may go while a read is under way", "[l2tp][socket]") {
    boost::asio::io_context io;
    Heard heard;
    {
        TunnelSocket socket(io, heard);
        REQUIRE(socket.open(*IpAddress::parse("127.0.0.1"), 0));
        io.poll();
    }
    io.restart();
    io.run();
    CHECK(heard.text.empty());
}

TEST_CASE("l2tp socket: a port that is taken is 633, and shared with nobody", "[l2tp][socket]") {
    Bench bench("127.0.0.1");
    REQUIRE(bench.socket.open(bench.local, 0));
    const std::uint16_t port = bench.socket.local_endpoint().port;
    TunnelSocket second(bench.io, bench.heard);
    const auto opened = second.open(bench.local, port);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == Errc::PortNotAvailable);
    CHECK(
        opened.error().detail == "no UDP socket at 127.0.0.1:" + std::to_string(port) + " for L2TP"
    );

    udp::socket thief(bench.io, udp::v4());
    boost::system::error_code error;
    thief.set_option(boost::asio::socket_base::reuse_address(true), error);
    thief.bind({boost::asio::ip::address_v4::loopback(), port}, error);
    CHECK(error);
}
