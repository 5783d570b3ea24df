// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// TCP of the host through a TUN device that cuts and joins: the host's own stack checks each
// packet.
#include "platform/linux/tun_device.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <string>
#include <vector>

using namespace mprd;
using namespace mprd::platform;
using boost::asio::ip::tcp;
using mprd::test::shell;

namespace {

constexpr std::size_t kTransfer = std::size_t{4} * 1024 * 1024;

/// The far end of the line: sends each packet back with its addresses swapped, so that the host
/// talks to itself through the device. That leaves all checksums as they are.
struct Mirror final : NetDeviceListener {
    void on_packet(ByteSpan packet) override {
        ++packets;
        largest = std::max(largest, packet.size());
        Bytes back(packet.begin(), packet.end());
        const bool is_v6 = back[0] >> 4U == 6;
        const auto source = back.begin() + (is_v6 ? 8 : 12);
        const auto size = is_v6 ? 16 : 4;
        std::swap_ranges(source, source + size, source + size);
        line.push_back(std::move(back));
        if (pause_after != 0 && packets % pause_after == 0) {
            device->set_reading(NetDevice::Reading::Paused);
            boost::asio::post(*io, [this] { device->set_reading(NetDevice::Reading::Wanted); });
        }
    }
    void on_batch_end() override {
        for (const Bytes& packet : std::exchange(line, {})) {
            device->write(packet);
        }
    }
    void on_failed(const Error& error) override { FAIL(error.detail); }
    boost::asio::io_context* io = nullptr;
    NetDevice* device = nullptr;
    std::vector<Bytes> line;
    std::size_t packets = 0;
    std::size_t largest = 0;
    std::size_t pause_after = 0;
};

NetConfig config_with(bool large_segments) {
    NetConfig wanted;
    wanted.name = "mprd0";
    wanted.mtu = 1400;
    wanted.large_segments = large_segments;
    wanted.ipv4 = Ipv4Link{{0x0a630001}, {0x0a630002}, {}, {}};
    wanted.ipv6 = Ipv6Link{{1}, {2}, Ipv6Address::parse("2001:db8:99::1")};
    wanted.routes = {{*IpPrefix::parse("2001:db8:99::/64"), 0, true}};
    return wanted;
}

/// `text` from one socket to the other.
struct Transfer {
    Transfer(boost::asio::io_context& io, const char* local, const char* far)
        : acceptor(io, {boost::asio::ip::make_address(local), 0}), sender(io), receiver(io) {
        for (std::size_t i = 0; i < sent.size(); ++i) {
            sent[i] = static_cast<char>('a' + i / 7 % 26);
        }
        acceptor.async_accept(receiver, [this](const boost::system::error_code& error) {
            REQUIRE_FALSE(error);
            boost::asio::async_read(
                receiver,
                boost::asio::buffer(received),
                [this](const boost::system::error_code& failed, std::size_t /*size*/) {
                    is_done = !failed;
                }
            );
        });
        const tcp::endpoint to(
            boost::asio::ip::make_address(far), acceptor.local_endpoint().port()
        );
        sender.async_connect(to, [this](const boost::system::error_code& error) {
            REQUIRE_FALSE(error);
            boost::asio::async_write(
                sender,
                boost::asio::buffer(sent),
                [](const boost::system::error_code& /*error*/, std::size_t /*size*/) {}
            );
        });
    }
    tcp::acceptor acceptor;
    tcp::socket sender;
    tcp::socket receiver;
    std::string sent = std::string(kTransfer, ' ');
    std::string received = std::string(kTransfer, ' ');
    bool is_done = false;
};

struct SegmentsFixture {
    explicit SegmentsFixture(bool large_segments) : device(io, rtnl, filters, buffers, mirror) {
        mirror.io = &io;
        mirror.device = &device;
        REQUIRE(device.apply(config_with(large_segments)));
    }
    /// True: all of it arrived unharmed.
    bool transfer(const char* local, const char* far) {
        Transfer transfer(io, local, far);
        for (int i = 0; i < 1000 && !transfer.is_done; ++i) {
            io.restart();
            io.run_for(std::chrono::milliseconds{10});
        }
        return transfer.is_done && transfer.received == transfer.sent;
    }
    boost::asio::io_context io;
    Rtnl rtnl;
    PacketFilterTable filters;
    TunBuffers buffers{io};
    Mirror mirror;
    TunDevice device;
};

enum class Direction {
    Received = 3,  ///< column of /proc/net/dev
    Sent = 11
};

/// As the kernel counts them: a large segment is one.
std::size_t kernel_count(Direction direction) {
    const int column = static_cast<int>(direction);
    return std::stoul(
        shell("awk '/mprd0:/ { print $" + std::to_string(column) + " }' /proc/net/dev")
    );
}

}  // namespace

TEST_CASE("tun: large segments of the host pass as packets, and come back whole", "[net][tun]") {
    SegmentsFixture f(/*large_segments=*/true);
    f.mirror.pause_after = GENERATE(as<std::size_t>(), 0, 7);  // in the middle of segments
    const bool is_v6 = GENERATE(false, true);
    const bool is_whole = is_v6 ? f.transfer("2001:db8:99::1", "2001:db8:99::2")
                                : f.transfer("10.99.0.1", "10.99.0.2");
    CHECK(is_whole);
    CHECK(f.mirror.largest == 1400);
    CHECK(f.mirror.packets > kTransfer / 1400);
    CHECK(kernel_count(Direction::Sent) < f.mirror.packets / 2);
    CHECK(kernel_count(Direction::Received) < f.mirror.packets / 2);
}

TEST_CASE("tun: without large segments the kernel sends packets", "[net][tun]") {
    SegmentsFixture f(/*large_segments=*/false);
    CHECK(f.transfer("10.99.0.1", "10.99.0.2"));
    CHECK(f.mirror.largest == 1400);
    CHECK(kernel_count(Direction::Sent) >= f.mirror.packets);
}

TEST_CASE("tun: large segments come and go with the link", "[net][tun]") {
    SegmentsFixture f(/*large_segments=*/false);
    REQUIRE(f.device.apply(config_with(true)));
    CHECK(f.transfer("10.99.0.1", "10.99.0.2"));
    CHECK(kernel_count(Direction::Sent) < f.mirror.packets / 2);
    REQUIRE(f.device.apply(config_with(false)));
    const std::size_t before = f.mirror.packets;
    const std::size_t sent_before = kernel_count(Direction::Sent);
    CHECK(f.transfer("10.99.0.1", "10.99.0.2"));
    CHECK(kernel_count(Direction::Sent) - sent_before >= f.mirror.packets - before);
}
