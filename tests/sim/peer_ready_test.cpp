// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// An IPCP Code-Reject, which answers a probe, as it is on the simulated line.
bool is_answer(ByteSpan frame) {
    constexpr std::uint8_t kCodeReject = 7;
    return frame.size() > 2 && frame[0] == 0x80 && frame[1] == 0x21 && frame[2] == kCodeReject;
}

bool is_ipv4(ByteSpan frame) {
    return frame.size() > 2 && frame[0] == 0x00 && frame[1] == 0x21;
}

/// Sees each message; returns whether it may pass.
using Watch = std::function<bool(TimePoint, ByteSpan)>;

/// A ping that dials over a line that is watched.
void ping_over(SimWorld& world, const Watch& watch) {
    world.line.set_filter([&](ByteSpan frame) { return watch(world.time.now(), frame); });
    world.run_for(1s);
    world.ping();
    world.run_for(10s);
    REQUIRE(world.branch.state("office") == ConnectionState::Connected);
}

void change_to_ipv4(RouterConfig& branch, RouterConfig& office) {
    branch.interfaces[0].config.phonebook.net_protocols = kNetProtocolIpv4;
    office.answering.ipv6 = false;
}

}  // namespace

TEST_CASE("sim: held packets go when the peer has answered the probe", "[sim][ready]") {
    SimWorld world(sim_seed(1), change_to_ipv4);
    INFO("seed " << world.seed);
    std::optional<TimePoint> reply_at;
    std::optional<TimePoint> packet_at;
    ping_over(world, [&](TimePoint now, ByteSpan frame) {
        if (is_answer(frame)) {
            reply_at = now;
        } else if (is_ipv4(frame) && !packet_at) {
            packet_at = now;
        }
        return true;
    });

    const auto& bindings = world.branch.bindings;
    REQUIRE(bindings.size() == 2);
    CHECK_FALSE(bindings[0].second.may_send);
    CHECK(bindings[1].second.may_send);
    REQUIRE(packet_at);
    CHECK(*packet_at == bindings[1].first);
    CHECK(bindings[1].first > bindings[0].first);
    CHECK(bindings[1].first < bindings[0].first + 250ms);
    CHECK(world.office.net("branch").received().size() == 1);
}

TEST_CASE("sim: a peer that answers no probe gets held packets all the same", "[sim][ready]") {
    SimWorld world(sim_seed(1), change_to_ipv4);
    INFO("seed " << world.seed);
    std::optional<TimePoint> packet_at;
    ping_over(world, [&](TimePoint now, ByteSpan frame) {
        if (is_ipv4(frame) && !packet_at) {
            packet_at = now;
        }
        return !is_answer(frame);
    });

    const auto& bindings = world.branch.bindings;
    REQUIRE(bindings.size() == 2);
    CHECK_FALSE(bindings[0].second.may_send);
    CHECK(bindings[1].second.may_send);
    CHECK(bindings[1].first == bindings[0].first + 1s);
    REQUIRE(packet_at);
    CHECK(*packet_at == bindings[1].first);
    CHECK(world.office.net("branch").received().size() == 1);
}
