// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Two routers that agree by CBCP who calls whom, and at which number.
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

/// The branch may say where it is called, as long as that is in town.
void with_choice(RouterConfig& branch, RouterConfig& office) {
    branch.interfaces[0].config.ppp.call_back.mode = CallBackMode::Optional;
    branch.interfaces[0].config.ppp.call_back.number = "(0551) 555-0199";
    office.users[0].call_back = CallBack::Caller;
    office.users[0].call_back_prefixes = {"0551"};
}

CallBackOptions& options_of(RouterConfig& branch) {
    return branch.interfaces[0].config.ppp.call_back;
}

}  // namespace

TEST_CASE("sim: a caller is called at the number that he gives", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), with_choice);
    world.ping();
    world.run_for(30s);
    INFO(world.all_events());
    CHECK(world.branch.count("CBCP opened: a number that the caller gives") == 1);
    CHECK(world.office.count("he is called back at 05515550199") == 1);
    CHECK(world.office.count("dialling on modem1 number 05515550199") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    CHECK(world.office.net("branch").received().size() == 1);
}

TEST_CASE("sim: the number that is set needs no prefix", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        office.users[0].call_back_prefixes.clear();
        office.users[0].call_back_number = "0551-555 0199";
    });
    world.ping();
    world.run_for(30s);
    INFO(world.all_events());
    CHECK(world.office.count("number 0551-555 0199") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a number that nobody allowed is never called", "[sim][callback][cbcp]") {
    struct Row {
        const char* number;
        const char* why;
    };
    const auto row = GENERATE(
        Row{"0900 123", "may not be called at 0900123"},
        Row{"00551 1", "may not be called at 005511"},
        Row{"+49 551 1", "may not be called at +495511"}
    );
    SimWorld world(sim_seed(1), [&](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        options_of(branch).number = row.number;
    });
    world.ping();
    world.run_for(100s);
    INFO(world.all_events());
    CHECK(world.office.count(row.why) == 1);
    CHECK(world.office.count("dialling") == 0);
    CHECK(world.branch.count("attempt failed, ERROR_BAD_CALLBACK_NUMBER (704)") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Unreachable);
    CHECK(world.office.router->connections(world.time.now()).empty());
}

TEST_CASE("sim: who may choose may also go on with his call", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        options_of(branch).number.clear();
    });
    world.ping();
    world.run_for(5s);
    INFO(world.all_events());
    CHECK(world.branch.count("CBCP opened: no call-back") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
    CHECK(world.office.state("branch") == ConnectionState::Connected);
    CHECK(world.office.count("refused") == 0);
}

TEST_CASE(
    "sim: who insists, without a number, is called where he is known", "[sim][callback][cbcp]"
) {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        options_of(branch).mode = CallBackMode::Required;
        options_of(branch).number.clear();
        office.users[0].call_back_number = "5550177";
    });
    world.ping();
    world.run_for(30s);
    INFO(world.all_events());
    CHECK(world.office.count("number 5550177") == 1);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: the caller says how long he needs to hang up", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        options_of(branch).delay = 60s;
    });
    world.ping();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.office.count("dialling") == 0);
    world.run_for(20s);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a call-back that is forbidden meanwhile is not made", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), with_choice);
    world.ping();
    world.run_for(6s);
    REQUIRE(world.office.count("he is called back") == 1);
    RouterConfig settings = world.office.router->settings();
    settings.users[0].call_back_prefixes = {"030"};
    REQUIRE(world.office.router->change_settings(world.time.now(), settings));
    world.office.drain();
    world.run_for(60s);
    INFO(world.all_events());
    CHECK(world.office.count("dialling") == 0);
}

TEST_CASE("sim: a port that only calls does not ask to be called", "[sim][callback][cbcp]") {
    SimWorld world(sim_seed(1), [](RouterConfig& branch, RouterConfig& office) {
        with_choice(branch, office);
        branch.devices[0].role = DeviceRole::Out;
    });
    world.ping();
    world.run_for(10s);
    INFO(world.all_events());
    CHECK(world.branch.count("CBCP") == 0);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: call-backs over a lossy line end up or end cleanly", "[sim][callback][cbcp]") {
    const std::uint64_t first_seed = sim_seed(1);
    int connected = 0;
    constexpr int kRuns = 100;
    for (std::uint64_t seed = first_seed; seed < first_seed + kRuns; ++seed) {
        SimWorld world(seed, with_choice);
        world.line.weather().loss_percent = 10;
        static_cast<void>(
            world.branch.router->connect(world.time.now(), world.branch.id("office"), RequestId{1})
        );
        world.branch.drain();
        world.run_for(60s);
        world.line.weather().loss_percent = 0;
        world.run_for(240s);

        INFO("seed " << seed << "\n" << world.all_events());
        CHECK(world.branch.completions[1].size() == 1);
        const auto here = world.branch.router->connections(world.time.now()).size();
        CHECK(here == world.office.router->connections(world.time.now()).size());
        connected += here == 1 ? 1 : 0;
    }
    CHECK(connected > kRuns * 85 / 100);
}
