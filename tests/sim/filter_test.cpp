// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What information headers carry, at work: routes, demand-dial filters, status of a family.
#include "core/admin/transport_api.hpp"
#include "core/info/info_header.hpp"
#include "core/info/payload.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/callers.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

constexpr std::uint32_t kIpv4 = 0x21;

InfoBlock one_item(std::uint32_t type, Bytes data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    return {type, size, 1, std::move(data)};
}

/// MprAdminInterfaceTransportSetInfo on the branch's interface.
void set_info(SimWorld& world, const std::vector<InfoBlock>& blocks) {
    admin::TransportApi api(*world.branch.router);
    REQUIRE(api.interface_set_info(
        kAdministrator, world.branch.now(), world.branch.id("office"), kIpv4, info::encode(blocks)
    ));
    world.branch.drain();
}

/// The rule of the last refusal, or what else was recorded last.
std::string last_why(SimWorld& world) {
    const auto records = world.branch.router->why(world.branch.id("office"));
    if (records.empty()) {
        return "nothing";
    }
    const auto* refused = std::get_if<events::WhyRefused>(&records.back().what);
    return refused != nullptr ? refused->rule : "no refusal";
}

FilterSet pings(FilterAction otherwise) {
    PacketFilter ping;
    ping.protocol = 1;
    ping.icmp_type = 8;
    return {otherwise, {ping}};
}

void ping_and_wait(SimWorld& world) {
    world.run_for(1s);
    world.ping();
    world.run_for(10s);
}

}  // namespace

TEST_CASE("sim: a demand-dial filter says which packets dial", "[sim][filter]") {
    SimWorld world(sim_seed(1));
    INFO("seed " << world.seed);

    set_info(
        world,
        {one_item(
            info::kDemandDialFilter,
            info::encode_filters(pings(FilterAction::Forward), TransportId::Ipv4)
        )}
    );
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    CHECK(last_why(world) == "demandDialFilter");
    CHECK(world.branch.net("office").config()->routes.size() == 1);

    set_info(
        world,
        {one_item(
            info::kDemandDialFilter,
            info::encode_filters(pings(FilterAction::Drop), TransportId::Ipv4)
        )}
    );
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Connected);

    admin::TransportApi api(*world.branch.router);
    const auto removed =
        api.interface_remove(kAdministrator, world.branch.now(), world.branch.id("office"), kIpv4);
    REQUIRE_FALSE(removed);
    CHECK(removed.error().code == Errc::InterfaceConnected);
    CHECK(world.branch.net("office").config()->routes.size() == 1);
}

TEST_CASE("sim: a route of protocol 10007 does not dial, one of 10006 does", "[sim][filter]") {
    SimWorld world(sim_seed(1));
    INFO("seed " << world.seed);
    Route route;
    route.destination = *IpPrefix::parse("10.1.0.0/16");
    route.may_dial = false;

    set_info(world, {{info::kRoutes, info::kRouteSize, 1, info::encode_route(route)}});
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    CHECK(last_why(world) == "packetMayNotDial");

    route.may_dial = true;
    set_info(world, {{info::kRoutes, info::kRouteSize, 1, info::encode_route(route)}});
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE("sim: a family that is down has no routes and does not dial", "[sim][filter]") {
    SimWorld world(sim_seed(1));
    INFO("seed " << world.seed);

    set_info(world, {one_item(info::kInterfaceStatus, info::encode_status(false))});
    CHECK(world.branch.net("office").config()->routes.empty());
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Disconnected);
    CHECK(last_why(world) == "transportDown");

    set_info(world, {one_item(info::kInterfaceStatus, info::encode_status(true))});
    CHECK(world.branch.net("office").config()->routes.size() == 1);
    ping_and_wait(world);
    CHECK(world.branch.state("office") == ConnectionState::Connected);
}

TEST_CASE(
    "sim: packet filters reach the host, and one switch takes them all away", "[sim][filter]"
) {
    SimWorld world(sim_seed(1));
    INFO("seed " << world.seed);
    const auto rules = [&] { return world.branch.net("office").config()->packets4; };
    set_info(
        world,
        {one_item(
            info::kInputFilter, info::encode_filters(pings(FilterAction::Drop), TransportId::Ipv4)
        )}
    );
    CHECK(rules().input == pings(FilterAction::Drop));
    CHECK(rules().output.is_empty());

    admin::TransportApi api(*world.branch.router);
    const auto enable = [&](bool value) {
        const Bytes header =
            info::encode({one_item(info::kFilterEnable, info::encode_flag(value))});
        REQUIRE(api.transport_set_info(kAdministrator, world.branch.now(), kIpv4, header, {}));
        world.branch.drain();
    };
    enable(false);
    CHECK(rules().is_empty());
    enable(true);
    CHECK(rules().input == pings(FilterAction::Drop));
}

TEST_CASE("sim: a caller's interface gets the default information for clients", "[sim][filter]") {
    SimWorld world(sim_seed(1), [](RouterConfig&, RouterConfig& office) {
        office.interfaces.clear();
        office.transports[0].client = {one_item(
            info::kInputFilter,
            info::encode_filters(pings(FilterAction::Forward), TransportId::Ipv4)
        )};
    });
    INFO("seed " << world.seed);

    ping_and_wait(world);

    CHECK(world.branch.state("office") == ConnectionState::Connected);
    const auto client =
        world.office.router->interfaces().find_name("branch", InterfaceTable::Clients::Included);
    REQUIRE(client.has_value());
    const InterfaceConfig& config = world.office.router->interfaces().find(*client)->config;
    CHECK(config.transports.at(0).packets.input == pings(FilterAction::Forward));
}
