// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Once a link is up its packets cost no allocation, in either direction, also when the line fills
// up now and then.
#include "platform/pump/ip_pump.hpp"
#include "platform/pump/link_pump.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/pump/allocations/allocation_counter.hpp"

#include <memory>

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)

namespace {

constexpr int kPackets = 10000;
constexpr int kBatch = 64;

/// Keeps the last message.
struct TestPort final : Port {
    void open(const DialTarget& /*t*/, PortListener& /*l*/) override {}
    void listen(PortListener& /*l*/) override {}
    SendResult send(ByteSpan data) override {
        if (!can_send()) {
            return SendResult::Refused;
        }
        ++messages;
        last.assign(data.begin(), data.end());
        return SendResult::Taken;
    }
    void close(Errc /*reason*/) override {}
    [[nodiscard]] bool can_send() const override { return !is_full; }
    bool is_full = false;
    int messages = 0;
    Bytes last;
};

struct TestNet final : NetDevice {
    Result<void> apply(const NetConfig& /*c*/) override { return {}; }
    void write(ByteSpan packet) override { octets += packet.size(); }
    void set_reading(Reading /*reading*/) override {}
    std::size_t octets = 0;
};

struct NoControl final : ControlFrameSink {
    void on_control_frame(std::uint16_t /*protocol*/, ByteSpan /*information*/) override {
        FAIL("no control frame was sent");
    }
};

/// As the daemon does it: batches from the host; each tenth finds the line full at first.
void send(Pump& pump, TestPort& port, ByteSpan packet) {
    for (int i = 0; i < kPackets; ++i) {
        const bool is_batch_end = i % kBatch == kBatch - 1;
        port.is_full = i % (10 * kBatch) < 4;
        pump.send_packet(TimePoint{} + std::chrono::milliseconds{i}, packet);
        if (is_batch_end) {
            pump.flush();
            pump.writable();
        }
    }
    port.is_full = false;
    pump.writable();
}

void receive(Pump& pump, ByteSpan line) {
    for (int i = 0; i < kPackets; ++i) {
        pump.receive(TimePoint{} + std::chrono::milliseconds{i}, line);
    }
}

/// Allocations of `work` when it is done for the second time.
template <class Work>
std::size_t allocations_when_warm(Work work) {
    work();
    const std::size_t before = test::allocation_count();
    work();
    return test::allocation_count() - before;
}

}  // namespace

TEST_CASE("pump: packets of a link that is up allocate nothing", "[pump][allocations]") {
    const auto carries = GENERATE(
        LinkInfo::Carries::ByteStream, LinkInfo::Carries::PppFrames, LinkInfo::Carries::IpPackets
    );
    const LinkInfo link{carries, 1500, 0, "", ""};
    TestPort port;
    TestNet net;
    NoControl control;
    const std::unique_ptr<Pump> pump =
        carries == LinkInfo::Carries::IpPackets
            ? std::unique_ptr<Pump>(std::make_unique<IpPump>(port, link, control))
            : std::unique_ptr<Pump>(std::make_unique<LinkPump>(port, link, control));
    pump->bind(net, {true, true});
    Bytes packet(500, 0x7e);  // which HDLC escapes: the longest that it can become
    packet[0] = 0x45;

    CHECK(allocations_when_warm([&] { send(*pump, port, packet); }) == 0);
    CHECK(pump->counters().packets_sent > 3 * kPackets / 2);
    CHECK(port.messages > 0);
    pump->send_packet({}, packet);
    pump->flush();
    const Bytes line = port.last;  // one frame, or one packet
    CHECK(allocations_when_warm([&] { receive(*pump, line); }) == 0);
    CHECK(pump->counters().packets_received >= 2 * kPackets);
    CHECK(net.octets >= 2 * kPackets * packet.size());
}
