// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/connect_machine.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::dial;
using namespace std::chrono_literals;

namespace {

constexpr PortId kPort{1};

/// A machine with its clock and what it said.
struct Story {
    explicit Story(MachineSettings settings = {}) : machine(settings) {}
    void feed(const MachineInput& input) {
        said.clear();
        machine.handle(now, input);
        drain();
    }
    void timeout() {
        said.clear();
        now = *machine.next_deadline();
        machine.handle_timeout(now);
        drain();
    }
    void drain() {
        while (auto output = machine.poll_output()) {
            said.push_back(*output);
        }
    }
    template <class Kind>
    const Kind* find() const {
        for (const auto& output : said) {
            if (const auto* found = std::get_if<Kind>(&output)) {
                return found;
            }
        }
        return nullptr;
    }
    void come_up() {
        feed(Connect{});
        feed(PortGranted{kPort});
        feed(LineOpened{});
        feed(LinkReady{});
    }
    ConnectMachine machine;
    TimePoint now{};
    std::vector<MachineOutput> said;
};

}  // namespace

TEST_CASE("machine: the way up, and down again when idle", "[machine]") {
    MachineSettings settings;
    settings.idle_timeout = 300s;
    Story story(settings);

    story.come_up();
    CHECK(story.machine.connection_state() == ConnectionState::Connected);
    CHECK(story.find<AttemptEnded>()->result == Errc::Ok);
    CHECK(story.machine.next_deadline() == TimePoint{300s});

    story.timeout();
    CHECK(story.find<CheckTraffic>() != nullptr);
    story.feed(TrafficSeen{TimePoint{100s}});
    CHECK(story.machine.next_deadline() == TimePoint{400s});
    story.timeout();
    story.feed(TrafficSeen{TimePoint{100s}});
    REQUIRE(story.find<CloseLine>() != nullptr);
    CHECK(story.find<CloseLine>()->cause == Errc::IdleDisconnected);
    story.feed(LineClosed{Errc::IdleDisconnected});
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);
    CHECK_FALSE(story.machine.next_deadline().has_value());
}

TEST_CASE("machine: alternates at once, rounds after the interval, then back-off", "[machine]") {
    MachineSettings settings;
    settings.target_count = 2;
    settings.redial_attempts = 1;
    Story story(settings);
    story.feed(Connect{});
    for (int round = 1; round <= 2; ++round) {
        for (std::uint32_t target = 0; target < 2; ++target) {
            REQUIRE(story.find<AcquirePort>()->attempt.target == target);
            story.feed(PortGranted{kPort});
            story.feed(LineClosed{Errc::LineBusy});
        }
        if (round == 1) {
            CHECK(story.machine.connection_state() == ConnectionState::Connecting);
            CHECK(story.find<AttemptFailed>()->next_try_in == 60s);
            story.timeout();
        }
    }

    CHECK(story.find<AttemptEnded>()->result == Errc::LineBusy);
    CHECK(story.machine.reasons() == UnreachableReasons(UnreachableReason::ConnectionFailure));
    CHECK(story.machine.last_error() == Errc::LineBusy);
    CHECK(*story.machine.retry_at() - story.now == 600s);
    story.timeout();
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);
    CHECK(story.machine.failures() == 1);  // kept until a success
}

TEST_CASE("machine: an incoming call wins over our own attempt", "[machine][crossing]") {
    Story story;
    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    story.feed(CallConnected{PortId{2}});

    CHECK(story.machine.port() == PortId{2});
    CHECK(story.find<DropLine>()->port == kPort);
    CHECK(story.find<AttemptEnded>()->result == Errc::Ok);
    CHECK(story.find<AttemptFailed>() == nullptr);
    CHECK(story.machine.failures() == 0);
}

TEST_CASE("machine: an incoming call is hung up for being idle if it has a limit", "[machine]") {
    Story story;
    story.feed(CallConnected{PortId{2}, 60s});
    CHECK(story.machine.next_deadline() == TimePoint{60s});
    story.timeout();
    CHECK(story.find<CheckTraffic>() != nullptr);
    story.feed(TrafficSeen{TimePoint{50s}});
    CHECK(story.machine.next_deadline() == TimePoint{110s});
    story.timeout();
    story.feed(TrafficSeen{TimePoint{50s}});
    REQUIRE(story.find<CloseLine>() != nullptr);
    CHECK(story.find<CloseLine>()->cause == Errc::IdleDisconnected);

    Story unlimited;
    unlimited.feed(CallConnected{PortId{2}});
    CHECK_FALSE(unlimited.machine.next_deadline().has_value());
}

TEST_CASE("machine: pausing cancels an attempt but keeps a call", "[machine][pause]") {
    const Blocked paused{UnreachableReason::ServicePaused, Errc::ServiceIsPaused, std::nullopt};
    Story story;
    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    story.feed(paused);
    CHECK(story.find<AttemptEnded>()->result == Errc::ServiceIsPaused);
    CHECK(story.machine.reasons().bits() == 0x08);
    story.feed(Unblocked{UnreachableReason::ServicePaused});
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);

    story.come_up();
    story.feed(paused);
    CHECK(story.machine.connection_state() == ConnectionState::Connected);
    story.feed(LineClosed{Errc::LinkFailure});
    CHECK(story.machine.connection_state() == ConnectionState::Unreachable);
}

TEST_CASE("machine: a request while closing dials when closed", "[machine]") {
    Story story;
    story.come_up();
    story.feed(HangUp{});
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);
    story.feed(Connect{});
    CHECK(story.machine.connection_state() == ConnectionState::Connecting);
    story.feed(LineClosed{});
    CHECK(story.find<AcquirePort>() != nullptr);
}

TEST_CASE("machine: nothing is half up for ever", "[machine][limits]") {
    Story story;
    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    story.timeout();
    CHECK(story.find<DropLine>() != nullptr);
    CHECK(story.find<AttemptEnded>()->result == Errc::NoAnswer);

    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    story.feed(LineOpened{});
    story.timeout();
    CHECK(story.find<AttemptEnded>()->result == Errc::PppTimeout);
    CHECK(story.machine.failures() == 2);

    story.come_up();
    story.feed(HangUp{});
    story.timeout();
    CHECK(story.find<DropLine>() != nullptr);
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);
}

TEST_CASE("machine: the peer's call takes the place of ours, once", "[machine][crossing]") {
    constexpr PortId kHis{2};
    Story story;
    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    const bool is_open = GENERATE(true, false);
    if (is_open) {
        story.feed(LineOpened{});
    }

    story.feed(PeerCalls{kHis});
    REQUIRE(story.find<DropLine>() != nullptr);
    CHECK(story.find<DropLine>()->port == kPort);
    CHECK(story.machine.port() == kHis);
    CHECK(story.machine.connection_state() == ConnectionState::Connecting);

    story.feed(PeerCalls{kHis});  // he authenticates again
    CHECK(story.said.empty());

    story.feed(CallConnected{kHis});
    CHECK(story.find<DropLine>() == nullptr);
    REQUIRE(story.find<AttemptEnded>() != nullptr);
    CHECK(story.find<AttemptEnded>()->result == Errc::Ok);
}

TEST_CASE(
    "machine: a call of ours that is up gives way when his carries packets", "[machine][crossing]"
) {
    Story story;
    story.come_up();
    story.feed(PeerCalls{PortId{2}});
    CHECK(story.said.empty());

    story.feed(CallConnected{PortId{2}});

    REQUIRE(story.find<DropLine>() != nullptr);
    CHECK(story.find<DropLine>()->port == kPort);
    CHECK(story.machine.port() == PortId{2});
    CHECK(story.machine.connection_state() == ConnectionState::Connected);
}

TEST_CASE("machine: who is called back waits for it, and goes on trying", "[machine][callback]") {
    MachineSettings settings;
    settings.redial_attempts = 1;
    Story story(settings);
    const auto called = [&] {
        story.feed(PortGranted{kPort});
        story.feed(LineOpened{});
        story.feed(CallBackExpected{120s});
    };
    story.feed(Connect{});
    called();
    CHECK(story.machine.connection_state() == ConnectionState::Connecting);
    CHECK(story.machine.port() == PortId{});
    CHECK(story.machine.next_deadline() == story.now + 120s);

    story.timeout();
    CHECK(story.find<AttemptFailed>()->error == Errc::RequestTimeout);
    story.timeout();
    called();
    story.feed(PeerCalls{PortId{2}});
    CHECK(story.machine.port() == PortId{2});
    CHECK(story.machine.connection_state() == ConnectionState::Connecting);
    story.feed(CallConnected{PortId{2}});
    CHECK(story.find<AttemptEnded>()->result == Errc::Ok);
    CHECK(story.find<DropLine>() == nullptr);
}

TEST_CASE("machine: a wait for a call-back ends when hung up", "[machine][callback]") {
    Story story;
    story.feed(Connect{});
    story.feed(PortGranted{kPort});
    story.feed(LineOpened{});
    story.feed(CallBackExpected{120s});
    story.feed(HangUp{});
    CHECK(story.find<AttemptEnded>()->result == Errc::InterfaceDisconnected);
    CHECK(story.machine.connection_state() == ConnectionState::Disconnected);
    CHECK_FALSE(story.machine.next_deadline().has_value());
}
