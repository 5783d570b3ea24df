// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/fake_router_host.hpp"

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

namespace {

Errc connect(FakeRouterHost& host) {
    const Errc code = host.router.connect(host.now, host.id("branch1"), RequestId{});
    host.runtime.drain();
    host.poll();
    return code;
}

}  // namespace

TEST_CASE("runtime: it cleans up after a crash before anything is made", "[runtime]") {
    FakeRouterHost host;
    CHECK(host.nets.cleaned == 1);
}

TEST_CASE(
    "runtime: a vanished device makes its interface unreachable, its return reachable",
    "[runtime][device]"
) {
    FakeRouterHost host;
    const InterfaceId id = host.id("branch1");
    REQUIRE(connect(host) == Errc::Pending);
    host.port->is_there = false;
    host.port->fail(Errc::DeviceNotReady);
    host.poll();
    auto status = host.router.status(host.now, id);
    CHECK(status.state == ConnectionState::Unreachable);
    CHECK(status.reasons.has(UnreachableReason::OutOfResources));
    CHECK(status.last_error == Errc::DeviceNotReady);
    CHECK(host.router.ports(host.now)[0].condition == PortCondition::NonOperational);
    CHECK(host.router.ports(host.now)[0].hardware_error == Errc::DeviceNotReady);

    host.port->is_there = true;
    host.runtime.check_devices();
    host.poll();
    status = host.router.status(host.now, id);
    CHECK(status.state == ConnectionState::Disconnected);
    CHECK(host.router.ports(host.now)[0].condition == PortCondition::Disconnected);
    CHECK(connect(host) == Errc::Pending);
}

TEST_CASE(
    "runtime: an attempt that fails for another reason backs off, device or not",
    "[runtime][device]"
) {
    FakeRouterHost host;
    REQUIRE(connect(host) == Errc::Pending);
    host.port->fail(Errc::NoAnswer);
    host.poll();
    const auto status = host.router.status(host.now, host.id("branch1"));
    CHECK(status.state == ConnectionState::Unreachable);
    CHECK(status.reasons == UnreachableReasons(UnreachableReason::ConnectionFailure));
    CHECK(host.router.ports(host.now)[0].condition == PortCondition::Disconnected);
}

TEST_CASE("runtime: requests complete once, forgotten ones never", "[runtime]") {
    FakeRouterHost host;
    int completed = 0;
    const RequestId kept = host.runtime.expect([&](Errc) { ++completed; });
    const RequestId forgotten = host.runtime.expect([&](Errc) { completed += 100; });
    CHECK(kept != forgotten);
    host.runtime.forget(forgotten);
    CHECK(host.router.connect(host.now, host.id("branch1"), kept) == Errc::Pending);
    host.runtime.drain();
    host.port->fail(Errc::LineBusy);
    host.poll();
    CHECK(completed == 1);
}

TEST_CASE("runtime: shutdown is told once, when everything is down", "[runtime]") {
    FakeRouterHost host;
    REQUIRE(connect(host) == Errc::Pending);
    int done = 0;
    host.runtime.shutdown([&] { ++done; });
    CHECK(done == 0);
    host.poll();
    CHECK(done == 1);
}

TEST_CASE("runtime: held packets that are dropped are told", "[runtime][hold]") {
    FakeRouterHost host;
    std::vector<std::uint64_t> told;
    const auto subscription = host.runtime.events().subscribe([&](const NumberedEvent& event) {
        if (const auto* overflow = std::get_if<events::HoldOverflow>(&event.event)) {
            CHECK(overflow->name == "branch1");
            told.push_back(overflow->dropped);
        }
    });
    // An IPv4 packet of 20 octets to 10.20.0.1: it may dial.
    const Bytes packet{0x45, 0, 0, 20, 0, 0, 0, 0, 64, 1, 0, 0, 10, 1, 0, 1, 10, 20, 0, 1};
    constexpr std::size_t kSent = 70;
    for (std::size_t i = 0; i < kSent; ++i) {
        host.nets.listener->on_packet(packet);
    }
    CHECK(told.empty());  // the call may still come up

    REQUIRE(host.port != nullptr);
    host.port->fail(Errc::NoAnswer);
    host.poll();

    REQUIRE(told.size() == 1);
    CHECK(told[0] == kSent);  // some by the bound, the others with the attempt
}
