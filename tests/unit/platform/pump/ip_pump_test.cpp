// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/ip_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/pump/pump_fixture.hpp"
#include "tests/unit/platform/pump/recording_tap.hpp"

#include <utility>

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)
using namespace mprd::test;      // NOLINT(google-build-using-namespace)

namespace {

struct MessagePort final : Port {
    void open(const DialTarget& /*t*/, PortListener& /*l*/) override {}
    void listen(PortListener& /*l*/) override {}
    SendResult send(ByteSpan data) override {
        if (sent.size() >= room) {
            return SendResult::Refused;
        }
        sent.emplace_back(data.begin(), data.end());
        return SendResult::Taken;
    }
    void close(Errc /*reason*/) override {}
    [[nodiscard]] bool can_send() const override { return sent.size() < room; }
    std::size_t room = 1000000;
    std::vector<Bytes> sent;
};

/// IPv4 with UDP to port 520.
Bytes rip() {
    Bytes bytes = packet(4, 32, 0);
    bytes[0] = 0x45;
    bytes[3] = 32;
    bytes[9] = 17;
    bytes[22] = 520 >> 8;
    bytes[23] = 520 & 0xff;
    return bytes;
}

struct IpFixture {
    IpFixture() : link{LinkInfo::Carries::IpPackets, 1400, 0, "", ""}, pump(port, link, control) {}
    LinkInfo link;
    MessagePort port;
    TestNet net;
    Control control;
    IpPump pump;
};

}  // namespace

TEST_CASE("ip pump: each packet is one message, both ways, untouched", "[pump][ip]") {
    IpFixture f;
    f.pump.bind(f.net, {true, true});
    f.pump.send_packet({}, packet(4, 60));
    f.pump.send_packet(TimePoint{} + std::chrono::seconds{3}, packet(6, 1400));
    f.pump.flush();
    CHECK(f.port.sent == std::vector<Bytes>{packet(4, 60), packet(6, 1400)});
    f.pump.receive(TimePoint{} + std::chrono::seconds{5}, packet(4, 50));
    CHECK(f.net.received == std::vector<Bytes>{packet(4, 50)});
    const LinkCounters counters = f.pump.counters();
    CHECK(counters.packets_sent == 2);
    CHECK(counters.bytes_sent == 1460);
    CHECK(counters.packets_received == 1);
    CHECK(counters.last_activity == TimePoint{} + std::chrono::seconds{5});
    f.pump.clear_counters();
    CHECK(f.pump.counters().packets_sent == 0);
    CHECK(f.pump.counters().last_activity == TimePoint{} + std::chrono::seconds{5});
}

TEST_CASE("ip pump: what may not pass is dropped", "[pump][ip]") {
    IpFixture f;
    f.pump.send_packet({}, packet(4));
    f.pump.receive({}, packet(4));
    f.pump.bind(f.net, {.ipv4 = true, .ipv6 = false});
    f.pump.send_packet({}, packet(6));
    f.pump.send_packet({}, packet(5));
    f.pump.send_packet({}, {});
    f.pump.send_packet({}, packet(4, 1401));
    f.pump.receive({}, packet(6));
    f.pump.receive({}, {});
    f.pump.unbind();
    f.pump.receive({}, packet(4));
    CHECK(f.pump.packets_dropped() == 5);
    CHECK(f.port.sent.empty());
    CHECK(f.net.received.empty());
}

TEST_CASE("ip pump: while the line is full the host keeps its packets, in order", "[pump][ip]") {
    IpFixture f;
    f.pump.bind(f.net, {true, true});
    f.port.room = 1;
    f.pump.send_packet({}, packet(4, 40, 1));
    CHECK(f.net.reading == NetDevice::Reading::Paused);
    f.pump.send_packet({}, packet(4, 40, 2));
    f.pump.send_packet({}, packet(4, 40, 3));
    f.port.room = 2;
    f.pump.writable();
    CHECK(f.net.reading == NetDevice::Reading::Paused);
    f.port.room = 10;
    f.pump.send_packet({}, packet(4, 40, 4));  // not before those that wait
    f.pump.writable();
    CHECK(f.net.reading == NetDevice::Reading::Wanted);
    REQUIRE(f.port.sent.size() == 4);
    for (std::uint8_t i = 0; i < 4; ++i) {
        CHECK(f.port.sent[i] == packet(4, 40, static_cast<std::uint8_t>(i + 1)));
    }
    f.port.room = 0;
    f.pump.send_packet({}, packet(4));
    f.pump.unbind();
    CHECK(f.net.reading == NetDevice::Reading::Wanted);
}

TEST_CASE("ip pump: what waits for a full line is bounded", "[pump][ip]") {
    IpFixture f;
    f.pump.bind(f.net, {true, true});
    f.port.room = 0;
    for (int i = 0; i < 1000; ++i) {
        f.pump.send_packet({}, packet(4, 1400));
    }
    f.port.room = 1000000;
    f.pump.writable();
    CHECK(f.port.sent.size() == IpPump::kMaxWaiting / 1400);
    CHECK(f.pump.packets_dropped() == 1000 - f.port.sent.size());
}

TEST_CASE("ip pump: RIP goes to who watches, and requests of ours go out", "[pump][ip]") {
    IpFixture f;
    f.pump.bind(f.net, {true, true});
    f.pump.receive({}, rip());
    CHECK(f.net.received.size() == 1);
    f.pump.watch_rip(true);
    f.pump.receive({}, rip());
    CHECK(f.net.received.size() == 1);
    REQUIRE(f.control.frames.size() == 1);
    CHECK(f.control.frames[0].first == wire::kProtocolIpv4);
    f.pump.send_control(wire::kProtocolIpv4, rip());
    f.pump.send_control(0xc021, packet(1, 8));  // there is no LCP
    CHECK(f.port.sent == std::vector<Bytes>{rip()});
}

TEST_CASE("ip pump: a tap sees all packets, those that are dropped on receipt too", "[pump][tap]") {
    IpFixture f;
    RecordingTap tap;
    f.pump.set_tap(&tap);
    f.pump.bind(f.net, {.ipv4 = true, .ipv6 = false});
    f.pump.send_packet({}, packet(4, 60));
    f.pump.send_packet({}, packet(6, 60));  // does not go out
    f.pump.receive({}, packet(6, 50));
    f.pump.receive({}, packet(4, 50));
    f.pump.set_tap(nullptr);
    f.pump.receive({}, packet(4, 50));
    CHECK(
        tap.frames ==
        std::vector<RecordingTap::Frame>{
            {FrameTap::Direction::Sent, wire::kProtocolIpv4, packet(4, 60)},
            {FrameTap::Direction::Received, wire::kProtocolIpv6, packet(6, 50)},
            {FrameTap::Direction::Received, wire::kProtocolIpv4, packet(4, 50)}}
    );
}
