// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

TEST_CASE("sim: a ping dials, is held and delivered, and the link is hung up when idle", "[sim]") {
    SimWorld world(sim_seed(1));
    INFO("seed " << world.seed);

    world.run_for(1s);
    world.ping();
    world.run_for(10s);

    INFO(world.all_events());
    REQUIRE(world.branch.state("office") == ConnectionState::Connected);
    REQUIRE(world.office.state("branch") == ConnectionState::Connected);
    REQUIRE(world.office.net("branch").received().size() == 1);
    CHECK(world.office.net("branch").received()[0] == SimWorld::echo_request());
    CHECK(world.branch.net("office").config()->ipv4->peer == Ipv4Address{0x0a010001});

    world.run_for(310s);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    CHECK(world.office.state("branch") == ConnectionState::Disconnected);
    CHECK(world.branch.count("ERROR_IDLE_DISCONNECTED") > 0);
    CHECK_FALSE(world.branch.net("office").config()->ipv4.has_value());
    CHECK(world.branch.net("office").config()->routes.size() == 1);
}
