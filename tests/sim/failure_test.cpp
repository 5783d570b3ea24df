// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

constexpr auto kHour = 3600s;

/// A branch that pings every hour for a year, over a line that answers nobody.
std::string dead_line_year(std::uint64_t seed) {
    SimWorld world(seed);
    world.line.weather().failure = Errc::NoAnswer;
    for (int hour = 0; hour < 365 * 24; ++hour) {
        if (world.branch.state("office") != ConnectionState::Unreachable) {
            world.ping();
        }
        world.run_for(kHour);
    }
    return world.all_events();
}

}  // namespace

TEST_CASE("sim: a year of failures dials ever more rarely, and replays byte for byte", "[sim]") {
    const std::uint64_t seed = sim_seed(2);
    INFO("seed " << seed);

    const std::string first = dead_line_year(seed);
    const std::string second = dead_line_year(seed);

    CHECK(first == second);
    std::size_t dials = 0;
    for (auto at = first.find(" DialStarted "); at != std::string::npos;
         at = first.find(" DialStarted ", at + 1)) {
        ++dials;
    }
    // 36 waits of 10 minutes to 6 hours take 111 hours; then at most one dial in 6 hours.
    CHECK(dials > 1000);
    CHECK(dials < 36 + 365 * 4);
}

TEST_CASE("sim: a wrong password ends in 691 at both ends and backs off", "[sim][auth]") {
    SimWorld world(sim_seed(3), [](RouterConfig&, RouterConfig& office) {
        office.users[0].password = Secret("something else");
    });
    INFO("seed " << world.seed);

    REQUIRE(
        world.branch.router->connect(world.time.now(), world.branch.id("office"), RequestId{1}) ==
        Errc::Pending
    );
    world.branch.drain();
    world.run_for(60s);

    INFO(world.all_events());
    CHECK(world.branch.completions[1] == std::vector<Errc>{Errc::AuthenticationFailure});
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    CHECK(world.office.state("branch") == ConnectionState::Disconnected);
    CHECK(world.office.count("CallRefused") == 1);
}

TEST_CASE("sim: a network interface that is refused recovers by itself", "[sim][net]") {
    SimWorld world(sim_seed(4));
    world.run_for(1s);
    world.branch.net("office").set_failure(Errc::NotSupported);

    world.ping();
    world.run_for(20s);
    const auto status = world.branch.router->status(world.time.now(), world.branch.id("office"));
    INFO(world.all_events());
    CHECK(status.state == ConnectionState::Unreachable);
    CHECK(status.reasons.has(UnreachableReason::OutOfResources));
    CHECK(status.last_error == Errc::NotSupported);

    world.branch.net("office").set_failure(std::nullopt);
    world.run_for(15s);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    world.ping();
    world.run_for(15s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a host that refuses what a call needs is tried ever more rarely", "[sim][net]") {
    SimWorld world(sim_seed(4), [](RouterConfig& branch, RouterConfig&) {
        branch.interfaces[0].config.policy.persistent = true;
    });
    using Fails = platform::sim::SimNetDevice::Fails;
    world.branch.net("office").set_failure(Errc::CanNotComplete, Fails::WithAddress);

    world.run_for(kHour);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    // After 10 s, 20 s ... 10 min: 7 calls in 10 minutes, then 5 in the rest of the hour.
    CHECK(world.branch.count("DialStarted") > 8);
    CHECK(world.branch.count("DialStarted") < 14);

    SECTION("somebody mends the host") {
        world.branch.net("office").set_failure(std::nullopt);
        world.run_for(660s);
        CHECK(world.branch.state("office") == ConnectionState::Connected);
    }
    SECTION("somebody changes the interface: it is tried at once") {
        world.branch.net("office").set_failure(std::nullopt);
        const InterfaceId id = world.branch.id("office");
        const InterfaceConfig config = world.branch.router->interfaces().find(id)->config;
        REQUIRE(world.branch.router->change(world.time.now(), id, config));
        world.branch.drain();
        world.run_for(5s);
        CHECK(world.branch.state("office") == ConnectionState::Connected);
    }
}

TEST_CASE("sim: a persistent interface dials at start and after a cut", "[sim][persistent]") {
    SimWorld world(sim_seed(5), [](RouterConfig& branch, RouterConfig&) {
        branch.interfaces[0].config.policy.persistent = true;
    });
    world.run_for(10s);
    INFO(world.all_events());
    REQUIRE(world.branch.state("office") == ConnectionState::Connected);

    world.run_for(1000s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    world.line.cut();
    world.run_for(10s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);

    CHECK(world.branch.router->disconnect(world.time.now(), world.branch.id("office")) == Errc::Ok);
    world.branch.drain();
    world.run_for(kHour);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
}

TEST_CASE("sim: outside its hours an interface is unreachable until they begin", "[sim][hours]") {
    SimWorld world(sim_seed(6), [](RouterConfig& branch, RouterConfig&) {
        branch.interfaces[0].config.policy.dialout_hours =
            *WeeklyHours::parse({"0 01:00-02:00"});  // the world begins on Sunday at 00:00
    });
    world.run_for(60s);
    world.ping();
    world.run_for(1s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    CHECK(world.branch.net("office").config()->routes.empty());
    CHECK(
        world.branch.router->connect(world.time.now(), world.branch.id("office"), RequestId{1}) ==
        Errc::DialoutHoursRestriction
    );
    world.branch.drain();

    world.run_for(kHour);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    world.ping();
    world.run_for(10s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a caller without an interface becomes a client while he is there", "[sim]") {
    SimWorld world(sim_seed(7), [](RouterConfig&, RouterConfig& office) {
        office.interfaces.clear();
    });
    world.run_for(1s);
    world.ping();
    world.run_for(10s);
    INFO(world.all_events());
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    REQUIRE(world.office.router->interfaces().size() == 1);
    CHECK(world.office.state("branch") == ConnectionState::Connected);

    world.run_for(400s);
    CHECK(world.office.router->interfaces().size() == 0);
    CHECK(world.office.router->connections(world.time.now()).empty());
}

TEST_CASE("sim: shutdown ends calls properly and completes within its limit", "[sim]") {
    SimWorld world(sim_seed(8));
    world.ping();
    world.run_for(10s);
    REQUIRE(world.branch.state("office") == ConnectionState::Connected);

    world.branch.input(router::ShutdownRequested{});
    world.run_for(4s);

    INFO(world.all_events());
    CHECK(world.branch.is_down);
    CHECK(world.office.state("branch") == ConnectionState::Disconnected);
}

TEST_CASE("sim: every dialogue recovers from a message lost or the line cut at any step", "[sim]") {
    const std::uint64_t seed = sim_seed(9);
    for (const bool cuts : {false, true}) {
        for (std::uint64_t step = 1; step <= 24; ++step) {
            SimWorld world(seed);
            INFO("seed " << seed << " step " << step << (cuts ? " cut" : " lost"));
            world.line.set_filter([&](ByteSpan) {
                if (world.line.messages() == step && cuts) {
                    world.time.post({}, [&world] { world.line.cut(); });
                }
                return world.line.messages() != step;
            });

            REQUIRE(
                world.branch.router->connect(
                    world.time.now(), world.branch.id("office"), RequestId{1}
                ) == Errc::Pending
            );
            world.branch.drain();
            world.run_for(120s);
            REQUIRE(world.branch.completions[1].size() == 1);
            if (!cuts) {
                REQUIRE(world.branch.completions[1][0] == Errc::Ok);
            }

            world.run_for(kHour);  // back-off and idle time pass
            world.ping();
            world.run_for(60s);
            const bool is_up = world.branch.state("office") == ConnectionState::Connected &&
                               world.office.state("branch") == ConnectionState::Connected;
            INFO((is_up ? "" : world.all_events()));
            REQUIRE(is_up);
        }
    }
}

TEST_CASE("sim: every accepted request completes exactly once whatever interferes", "[sim]") {
    const std::uint64_t base = sim_seed(100);
    for (std::uint64_t seed = base; seed < base + 60; ++seed) {
        SimWorld world(seed);
        SeededRandom dice(seed * 7919);
        std::uint64_t next_request = 0;
        std::vector<std::uint64_t> accepted;
        INFO("seed " << seed);
        for (int round = 0; round < 120; ++round) {
            const TimePoint now = world.time.now();
            const InterfaceId id = world.branch.id("office");
            router::Router& branch = *world.branch.router;
            auto config = branch.interfaces().find(id)->config;
            switch (dice.next_u32() % 10) {
                case 0:
                    static_cast<void>(branch.disconnect(now, id));
                    break;
                case 1:
                    branch.pause(now);
                    break;
                case 2:
                    branch.resume(now);
                    break;
                case 3:
                    config.enabled = !config.enabled;
                    static_cast<void>(branch.change(now, id, config));
                    break;
                case 4:
                    world.line.cut();
                    break;
                case 5:
                    world.line.weather().failure =
                        dice.next_u32() % 2 == 0 ? std::nullopt : std::optional{Errc::LineBusy};
                    break;
                case 6:
                    branch.disconnect_port(now, PortId{1});
                    break;
                case 7:
                    world.line.weather().loss_percent = dice.next_u32() % 30;
                    break;
                default:
                    if (branch.connect(now, id, RequestId{++next_request}) == Errc::Pending) {
                        accepted.push_back(next_request);
                    }
            }
            world.branch.drain();
            world.run_for(std::chrono::milliseconds{dice.next_u32() % 4000});
        }
        world.branch.input(router::ShutdownRequested{});
        world.run_for(10s);
        const bool is_done =
            world.branch.is_down && world.branch.completions.size() == accepted.size();
        INFO((is_done ? "" : world.all_events()));
        REQUIRE(is_done);
        for (const std::uint64_t request : accepted) {
            REQUIRE(world.branch.completions[request].size() == 1);
        }
    }
}
