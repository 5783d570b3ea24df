// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Auto-static updates: a branch asks a head office that speaks RIP.
#include "core/admin/transport_api.hpp"
#include "core/rip/rip_packet.hpp"
#include "core/rip/udp_datagram.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::test;
using namespace std::chrono_literals;

namespace {

constexpr RequestId kRequest{77};

Errc update(SimWorld& world) {
    const Errc code =
        world.branch.router->update_routes(world.branch.now(), world.branch.id("office"), kRequest);
    world.branch.drain();
    return code;
}

std::size_t learned(SimWorld& world) {
    std::size_t count = 0;
    for (const Route& route :
         world.branch.router->interfaces().find(world.branch.id("office"))->config.routes) {
        count += route.origin == RouteOrigin::AutoStatic ? 1 : 0;
    }
    return count;
}

/// The host of the head office answers with these many routes.
void announce(SimWorld& world, std::uint32_t count, const rip::Authentication& shown = {}) {
    const auto links = world.branch.router->connections(world.branch.now());
    const Ipv4Link link = *links.at(0).projection.ipv4;
    rip::Packet answer{rip::Packet::Command::Response, {}};
    for (std::uint32_t i = 0; i < count; ++i) {
        rip::Entry entry;
        entry.address.value = 0xac100000U + (i << 8U);
        entry.mask = 0xffffff00;
        entry.metric = 1;
        answer.entries.push_back(entry);
    }
    const platform::GcryptCrypto crypto;
    const Bytes payload = answer.encode(shown, crypto);
    world.office.send_packet(
        "branch", rip::UdpDatagram{link.peer, link.local, 520, 520, 1, payload}.encode()
    );
}

}  // namespace

TEST_CASE("sim: an update replaces the learned routes by the neighbour's answer", "[sim][rip]") {
    SimWorld world(sim_seed(1));
    world.run_for(1s);
    CHECK(update(world) == Errc::InterfaceNotConnected);
    world.ping();
    world.run_for(10s);
    const InterfaceId id = world.branch.id("office");
    for (const std::uint32_t count : {3U, 1U}) {
        REQUIRE(update(world) == Errc::Pending);
        CHECK(update(world) == Errc::UpdateInProgress);
        CHECK(*world.branch.router->take_update_result(id) == Errc::Pending);
        announce(world, count);
        world.run_for(5s);
        CHECK(learned(world) == count);
        CHECK(*world.branch.router->take_update_result(id) == Errc::Ok);
        CHECK(
            world.branch.router->take_update_result(id).error().code == Errc::InterfaceNotConnected
        );
    }
    REQUIRE(update(world) == Errc::Pending);
    world.run_for(12s);
    CHECK(learned(world) == 1);  // no answer: as it was
    CHECK(*world.branch.router->take_update_result(id) == Errc::RequestTimeout);
}

TEST_CASE("sim: an update ends with its link", "[sim][rip]") {
    SimWorld world(sim_seed(2));
    world.run_for(1s);
    world.ping();
    world.run_for(10s);
    REQUIRE(update(world) == Errc::Pending);
    const InterfaceId id = world.branch.id("office");
    REQUIRE(world.branch.router->disconnect(world.branch.now(), id) == Errc::Ok);
    world.branch.drain();
    world.run_for(2s);
    CHECK(world.branch.router->take_update_result(id).error().code == Errc::InterfaceNotConnected);
    CHECK(learned(world) == 0);
}

TEST_CASE("sim: an update proves itself with the interface's own key", "[sim][rip]") {
    SimWorld world(sim_seed(3));
    world.run_for(1s);
    world.ping();
    world.run_for(10s);
    const InterfaceId id = world.branch.id("office");
    auto& router = *world.branch.router;
    InterfaceConfig config = router.interfaces().find(id)->config;
    config.rip = {RipAuthentication::KeyedMd5, 7};
    REQUIRE(router.change(world.branch.now(), id, config));
    CHECK(update(world) == Errc::NoInterfaceCredentialsSet);
    ExtendedCredentials keys;
    keys.rip_key = Secret("s3cret");
    REQUIRE(router.set_extended_credentials(world.branch.now(), id, keys));
    const auto key = [](const char* text) {
        return rip::Authentication{rip::Authentication::Kind::KeyedMd5, Secret(text), 7, 1};
    };
    REQUIRE(update(world) == Errc::Pending);
    announce(world, 2, key("other"));
    world.run_for(12s);
    CHECK(*router.take_update_result(id) == Errc::AuthenticationFailure);
    CHECK(learned(world) == 0);
    REQUIRE(update(world) == Errc::Pending);
    announce(world, 2, key("s3cret"));
    world.run_for(12s);
    CHECK(*router.take_update_result(id) == Errc::Ok);
    CHECK(learned(world) == 2);
}
