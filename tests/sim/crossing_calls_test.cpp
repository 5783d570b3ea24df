// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/crossing_config.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// A router that calls `peer` with `device` and answers him with either.
[[nodiscard]] RouterConfig with_two_modems(const char* peer, const char* device, const char* user) {
    RouterConfig config =
        crossing_config(peer, user, InterfaceDevice{"modem", device, "5551234", {}});
    config.devices = {modem("modem1"), modem("modem2")};
    return config;
}

/// Two routers and two lines between them: "a" calls over the first one and "b" over the second.
struct TwoLines {
    TwoLines(std::uint64_t seed, const char* name_of_a, const char* name_of_b)
        : random(seed),
          first(time, random),
          second(time, random),
          a("a", with_two_modems(name_of_b, "modem1", name_of_a), time, seed + 1),
          b("b", with_two_modems(name_of_a, "modem2", name_of_b), time, seed + 2),
          to_b(name_of_b),
          to_a(name_of_a) {
        a.attach(1, first.end(0));
        b.attach(1, first.end(1));
        a.attach(2, second.end(0));
        b.attach(2, second.end(1));
        a.start();
        b.start();
    }
    void run_until(TimePoint end) { time.run_until(end); }
    [[nodiscard]] bool is_up() const {
        return a.state(to_b) == ConnectionState::Connected &&
               b.state(to_a) == ConnectionState::Connected;
    }
    [[nodiscard]] std::string events() const { return a.log_text() + b.log_text(); }

    platform::sim::SimTime time;
    SeededRandom random;
    platform::sim::SimLine first;
    platform::sim::SimLine second;
    SimHost a;
    SimHost b;
    std::string to_b;
    std::string to_a;
};

void connect(SimHost& host, const std::string& interface, std::uint64_t request) {
    CHECK(
        host.router->connect(host.now(), host.id(interface), RequestId{request}) == Errc::Pending
    );
    host.drain();
}

/// Both ports of the one connection that `host` has, or nothing.
[[nodiscard]] std::vector<PortId> ports_of(const SimHost& host) {
    std::vector<PortId> ports;
    for (const auto& connection : host.router->connections(host.now())) {
        ports.push_back(connection.port);
    }
    return ports;
}

/// Lets both ends call, one a moment after the other, and checks what is left of it.
void cross(TwoLines& world, SeededRandom& dice) {
    const auto moment = [&](std::uint32_t most) {
        return std::chrono::milliseconds{dice.next_u32() % most};
    };
    // Near enough that the negotiations overlap in every order.
    for (platform::sim::SimLine* line : {&world.first, &world.second}) {
        line->weather().dial_time = 2000ms + moment(120);
        line->weather().delay = 1ms + moment(60);
    }
    const bool is_a_first = dice.next_u32() % 2 == 0;
    world.run_until(world.time.now() + 1s);
    connect(is_a_first ? world.a : world.b, is_a_first ? world.to_b : world.to_a, 1);
    world.run_until(world.time.now() + moment(150));
    connect(is_a_first ? world.b : world.a, is_a_first ? world.to_a : world.to_b, 1);
    world.run_until(world.time.now() + 20s);
}

}  // namespace

TEST_CASE(
    "sim: of two calls that cross exactly one stays, the same at both ends", "[sim][crossing]"
) {
    struct Names {
        const char* a;
        const char* b;
    };
    const auto names =
        GENERATE(Names{"athens", "berlin"}, Names{"berlin", "athens"}, Names{"twin", "twin"});
    const std::uint64_t first_seed = sim_seed(1);
    for (std::uint64_t seed = first_seed; seed < first_seed + 300; ++seed) {
        TwoLines world(seed, names.a, names.b);
        SeededRandom dice(seed);
        cross(world, dice);

        const bool is_one = ports_of(world.a).size() == 1 && ports_of(world.a) == ports_of(world.b);
        INFO("seed " << seed << ", " << names.a << " and " << names.b);
        INFO((is_one ? "" : world.events()));  // a long text for each of 900 worlds
        REQUIRE(world.is_up());
        REQUIRE(is_one);
        for (SimHost* host : {&world.a, &world.b}) {
            CHECK(host->completions[1] == std::vector<Errc>{Errc::Ok});
            CHECK(host->count_events<events::ConnectAttemptFailed>([](const auto& failed) {
                return failed.gives_up;
            }) == 0);
        }

        // It carries packets in both directions.
        world.a.send_packet(world.to_b, SimWorld::echo_request());
        world.b.send_packet(world.to_a, SimWorld::echo_request());
        world.run_until(world.time.now() + 1s);
        CHECK(world.a.net(world.to_b).received().size() == 1);
        CHECK(world.b.net(world.to_a).received().size() == 1);
        CHECK(world.is_up());
    }
}

TEST_CASE("sim: if the call that goes first fails, the other one stays", "[sim][crossing]") {
    const std::uint64_t first_seed = sim_seed(1);
    int rescued = 0;
    for (std::uint64_t seed = first_seed; seed < first_seed + 100; ++seed) {
        // The call of "athens" goes first, and its password is wrong.
        TwoLines world(seed, "athens", "berlin");
        static_cast<void>(world.a.router->set_credentials(
            world.time.now(), world.a.id("berlin"), Credentials{"athens", "", Secret("wrong")}
        ));
        world.a.drain();
        SeededRandom dice(seed);
        cross(world, dice);

        INFO("seed " << seed << "\n" << world.events());
        REQUIRE(world.is_up());
        CHECK(ports_of(world.a) == std::vector<PortId>{PortId{2}});
        CHECK(ports_of(world.b) == std::vector<PortId>{PortId{2}});
        CHECK(world.b.completions[1] == std::vector<Errc>{Errc::Ok});
        // It may have failed before anybody knew of the other one.
        REQUIRE(world.a.completions[1].size() == 1);
        rescued += world.a.completions[1][0] == Errc::Ok ? 1 : 0;
    }
    CHECK(rescued > 30);
}

TEST_CASE(
    "sim: crossing calls on lossy lines never end with a call at one end only", "[sim][crossing]"
) {
    const std::uint64_t first_seed = sim_seed(1);
    int connected = 0;
    constexpr int kRuns = 300;
    for (std::uint64_t seed = first_seed; seed < first_seed + kRuns; ++seed) {
        TwoLines world(seed, "athens", "berlin");
        world.first.weather().loss_percent = 10;
        world.second.weather().loss_percent = 10;
        SeededRandom dice(seed);
        cross(world, dice);
        world.first.weather().loss_percent = 0;
        world.second.weather().loss_percent = 0;
        world.run_until(world.time.now() + 150s);

        INFO("seed " << seed << "\n" << world.events());
        CHECK(ports_of(world.a) == ports_of(world.b));
        CHECK(ports_of(world.a).size() <= 1);
        for (SimHost* host : {&world.a, &world.b}) {
            CHECK(host->completions[1].size() == 1);
        }
        connected += world.is_up() ? 1 : 0;
    }
    CHECK(connected > kRuns * 95 / 100);
}
