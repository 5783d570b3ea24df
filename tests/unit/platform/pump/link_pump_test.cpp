// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/link_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/sim/sim_net_device.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/pump/pump_fixture.hpp"
#include "tests/unit/platform/pump/recording_tap.hpp"

#include <utility>

using namespace mprd;
using namespace mprd::platform;
using namespace mprd::test;

namespace {

struct TestPort final : Port {
    void open(const DialTarget& /*t*/, PortListener& /*l*/) override {}
    void listen(PortListener& /*l*/) override {}
    SendResult send(ByteSpan data) override {
        if (is_full) {
            return SendResult::Refused;
        }
        sent.emplace_back(data.begin(), data.end());
        return SendResult::Taken;
    }
    void close(Errc /*reason*/) override {}
    [[nodiscard]] bool can_send() const override { return !is_full; }
    bool is_full = false;
    std::vector<Bytes> sent;
};

struct LinkFixture {
    explicit LinkFixture(LinkInfo::Carries carries = LinkInfo::Carries::ByteStream)
        : link{carries, 1500, 0, "", ""}, pump(port, link, control) {}
    LinkInfo link;
    TestPort port;
    TestNet net;
    Control control;
    LinkPump pump;
};

}  // namespace

TEST_CASE("pump: packets of open families pass, all others are counted", "[pump]") {
    LinkFixture f;
    f.pump.send_packet({}, packet(4));
    CHECK(f.pump.packets_dropped() == 1);
    f.pump.bind(f.net, {.ipv4 = true, .ipv6 = false});
    f.pump.send_packet({}, packet(4));
    f.pump.send_packet({}, packet(6));
    f.pump.send_packet({}, packet(5));
    f.pump.send_packet({}, {});
    f.pump.send_packet({}, packet(4, 1501));
    f.pump.flush();
    CHECK(f.pump.packets_dropped() == 5);
    CHECK(f.pump.counters().packets_sent == 1);
    CHECK(f.port.sent.size() == 1);
}

TEST_CASE("pump: what one sends the other receives, escapes and all", "[pump]") {
    LinkFixture a;
    LinkFixture b;
    a.pump.bind(a.net, {true, true});
    b.pump.bind(b.net, {true, true});
    a.pump.send_packet({}, packet(4));
    a.pump.send_packet({}, packet(6, 1500));
    a.pump.flush();
    REQUIRE(a.port.sent.size() == 1);  // one system call for the batch
    b.pump.receive(TimePoint{} + std::chrono::seconds{5}, a.port.sent[0]);
    CHECK(b.net.received == std::vector<Bytes>{packet(4), packet(6, 1500)});
    CHECK(b.pump.counters().packets_received == 2);
    CHECK(b.pump.counters().last_activity == TimePoint{} + std::chrono::seconds{5});
    CHECK(b.control.frames.empty());
}

TEST_CASE("pump: what is no packet of an open family goes to the control side", "[pump]") {
    LinkFixture a;
    LinkFixture b;
    a.pump.bind(a.net, {true, true});
    b.pump.bind(b.net, {.ipv4 = true, .ipv6 = false});
    a.pump.send_control(0xc021, packet(1, 8));
    a.pump.send_packet({}, packet(6));
    a.pump.flush();
    for (const Bytes& bytes : a.port.sent) {
        b.pump.receive({}, bytes);
    }
    REQUIRE(b.control.frames.size() == 2);
    CHECK(b.control.frames[0].first == 0xc021);
    CHECK(b.control.frames[1].first == wire::kProtocolIpv6);
    CHECK(b.net.received.empty());
}

TEST_CASE("pump: while the line is full the host keeps its packets", "[pump][back-pressure]") {
    LinkFixture f;
    f.pump.bind(f.net, {true, true});
    f.port.is_full = true;
    f.pump.send_packet({}, packet(4));
    f.pump.flush();
    CHECK(f.net.reading == NetDevice::Reading::Paused);
    f.port.is_full = false;
    f.pump.writable();
    CHECK(f.net.reading == NetDevice::Reading::Wanted);
    CHECK(f.port.sent.size() == 1);

    f.port.is_full = true;
    f.pump.send_packet({}, packet(4));
    f.pump.flush();
    f.pump.unbind();  // the interface is read again for the next call
    CHECK(f.net.reading == NetDevice::Reading::Wanted);
}

TEST_CASE("pump: what waits for a full line is bounded", "[pump][back-pressure]") {
    LinkFixture f;
    f.pump.bind(f.net, {true, true});
    f.port.is_full = true;
    for (int i = 0; i < 1000; ++i) {
        f.pump.send_packet({}, packet(4, 1500));
        f.pump.send_control(0xc021, packet(1, 8));
    }
    CHECK(f.pump.packets_dropped() > 1900);
    f.port.is_full = false;
    f.pump.writable();
    REQUIRE(f.port.sent.size() == 1);
    CHECK(f.port.sent[0].size() < LinkPump::kMaxWaiting + 4 * 1500);
}

TEST_CASE("pump: on a line of messages two frames never become one", "[pump][frames]") {
    LinkFixture f(LinkInfo::Carries::PppFrames);
    f.pump.bind(f.net, {true, true});
    f.port.is_full = true;
    f.pump.send_packet({}, packet(4, 40));
    f.pump.send_packet({}, packet(4, 50));
    f.pump.send_control(0xc021, packet(1, 8));
    CHECK(f.pump.packets_dropped() == 2);
    f.port.is_full = false;
    f.pump.send_packet({}, packet(4, 60));
    REQUIRE(f.port.sent.size() == 2);
    LinkFixture b(LinkInfo::Carries::PppFrames);
    b.pump.bind(b.net, {true, true});
    for (const Bytes& message : f.port.sent) {
        b.pump.receive({}, message);
    }
    CHECK(b.net.received == std::vector<Bytes>{packet(4, 40), packet(4, 60)});
}

TEST_CASE(
    "pump: a tap sees control frames and packets, both ways, without framing", "[pump][tap]"
) {
    LinkFixture a;
    LinkFixture b;
    RecordingTap sent;
    RecordingTap received;
    a.pump.set_tap(&sent);
    b.pump.set_tap(&received);
    a.pump.bind(a.net, {true, true});
    b.pump.bind(b.net, {true, true});
    a.pump.send_control(0xc021, packet(1, 8));
    a.pump.send_packet({}, packet(4));
    a.pump.flush();
    for (const Bytes& bytes : a.port.sent) {
        b.pump.receive({}, bytes);
    }
    CHECK(
        sent.frames ==
        std::vector<RecordingTap::Frame>{
            {FrameTap::Direction::Sent, 0xc021, packet(1, 8)},
            {FrameTap::Direction::Sent, 0x0021, packet(4)}}
    );
    CHECK(
        received.frames ==
        std::vector<RecordingTap::Frame>{
            {FrameTap::Direction::Received, 0xc021, packet(1, 8)},
            {FrameTap::Direction::Received, 0x0021, packet(4)}}
    );
    CHECK(b.net.received.size() == 1);
}
