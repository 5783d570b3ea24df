// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/server_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct ServerFixture : AdminFixture {
    explicit ServerFixture(const RouterConfig& config = two_interfaces()) : AdminFixture(config) {}
    ServerApi api{router};
};

RouterConfig lan_only() {
    RouterConfig config;
    config.lan_only = true;
    return config;
}

ServerPorts good_ports() {
    ServerPorts ports;
    ports.pptp_ports = 128;
    ports.pptp_flags = 3;
    ports.l2tp_ports = 64;
    ports.l2tp_flags = 2;
    ports.sstp_ports = 8;
    ports.sstp_flags = 1;
    return ports;
}

}  // namespace

TEST_CASE("server: what SetInfo sets, GetInfo shows", "[admin][server]") {
    ServerFixture f;
    REQUIRE(f.api.set_info(kAdministrator, kNow, 1, good_ports()));
    const auto first = Api(f.router).server_get_info(kReader, kNow, 2);
    CHECK(first->pptp_ports == 128);
    CHECK(first->pptp_flags == 3);
    CHECK(first->l2tp_ports == 64);
    CHECK(first->l2tp_flags == 2);
    CHECK(first->sstp_ports == 0);  // level 1 has no SSTP

    REQUIRE(f.api.set_info(kAdministrator, kNow, 2, good_ports()));
    const auto second = Api(f.router).server_get_info(kReader, kNow, 2);
    CHECK(second->sstp_ports == 8);
    CHECK(second->sstp_flags == 1);
}

TEST_CASE(
    "server: SetInfo refuses with the documented code and changes nothing", "[admin][server]"
) {
    struct Row {
        const char* condition;
        Errc code;
        std::uint32_t level;
        void (*spoil)(ServerPorts&);
    };
    const Row rows[] = {
        {"level 0 cannot be set", Errc::NotSupported, 0, [](ServerPorts&) {}},
        {"no such level", Errc::NotSupported, 3, [](ServerPorts&) {}},
        {"no PPTP port", Errc::InvalidParameter, 1, [](ServerPorts& p) { p.pptp_ports = 0; }},
        {"PPTP above the system's limit",
         Errc::InvalidParameter,
         1,
         [](ServerPorts& p) { p.pptp_ports = 16385; }},
        {"L2TP above the system's limit",
         Errc::InvalidParameter,
         1,
         [](ServerPorts& p) { p.l2tp_ports = 30001; }},
        {"a flag that is none",
         Errc::InvalidParameter,
         1,
         [](ServerPorts& p) { p.pptp_flags = 4; }},
        {"SSTP does not route",
         Errc::InvalidParameter,
         2,
         [](ServerPorts& p) { p.sstp_flags = 3; }},
        {"above the limit of the start",
         Errc::RebootRequired,
         1,
         [](ServerPorts& p) { p.l2tp_ports = 1001; }},
    };
    for (const Row& row : rows) {
        INFO(row.condition);
        ServerFixture f;
        ServerPorts ports = good_ports();
        row.spoil(ports);
        CHECK(code_of(f.api.set_info(kAdministrator, kNow, row.level, ports)) == row.code);
        CHECK(f.router.settings().tunnels == TunnelSettings{});
    }
}

TEST_CASE("server: access, then level, then LAN-only mode", "[admin][server]") {
    ServerFixture f(lan_only());
    const auto ports = good_ports();
    CHECK(code_of(f.api.set_info(kReader, kNow, 9, ports)) == Errc::AccessDenied);
    CHECK(code_of(f.api.set_info(kAdministrator, kNow, 9, ports)) == Errc::NotSupported);
    CHECK(code_of(f.api.set_info(kAdministrator, kNow, 1, ports)) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.get_info_ex(kNobody, kNow)) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow)) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.set_info_ex(kReader, kNow, 1, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.set_info_ex(kAdministrator, kNow, 1, {})) == Errc::DdmNotRunning);
}

TEST_CASE("server: a limit that was stored holds from the start on", "[admin][server]") {
    RouterConfig config = two_interfaces();
    config.tunnels.l2tp.max_ports = 5000;
    ServerFixture f(config);
    ServerPorts ports = good_ports();
    ports.l2tp_ports = 5000;
    CHECK(code_of(f.api.set_info(kAdministrator, kNow, 1, ports)) == Errc::Ok);
    ports.l2tp_ports = 5001;
    CHECK(code_of(f.api.set_info(kAdministrator, kNow, 1, ports)) == Errc::RebootRequired);
}

TEST_CASE("server: SetInfoEx changes the protocols that it names, no others", "[admin][server]") {
    ServerFixture f;
    TunnelSettings given;
    given.pptp.ports = 10;
    given.ikev2.ports = 20;
    given.ikev2.flags = 1;
    given.ikev2.max_ports = 9999;  // raised in the store only
    given.ikev2.parameters = TunnelParameters{};
    const auto done = f.api.set_info_ex(kAdministrator, kNow, kSetIkev2, given);
    REQUIRE(done);
    CHECK(*done == InForce::Now);
    const auto read = f.api.get_info_ex(kReader, kNow);
    REQUIRE(read);
    CHECK(read->tunnels.pptp.ports == 0U);  // as the devices say: there is none
    CHECK(read->tunnels.ikev2.ports == 20U);
    CHECK(read->tunnels.ikev2.max_ports == 1000);
    CHECK(read->tunnels.ikev2.parameters == TunnelParameters{});
    CHECK(read->server.total_ports == 1);
}

TEST_CASE("server: another SSTP listener comes with the next start", "[admin][server]") {
    ServerFixture f;
    TunnelSettings given;
    given.sstp_listener.use_https = false;
    CHECK(*f.api.set_info_ex(kAdministrator, kNow, kSetSstp, given) == InForce::AfterRestart);
    CHECK(*f.api.set_info_ex(kAdministrator, kNow, kSetSstp, given) == InForce::Now);
}

TEST_CASE("server: SetInfoEx refuses members out of range", "[admin][server]") {
    struct Row {
        const char* condition;
        Errc code;
        std::uint32_t protocols;
        void (*spoil)(TunnelSettings&);
    };
    const Row rows[] = {
        {"no protocol", Errc::InvalidParameter, 0, [](TunnelSettings&) {}},
        {"unknown protocol", Errc::InvalidParameter, 0x20, [](TunnelSettings&) {}},
        {"IKEv2 does not route",
         Errc::InvalidParameter,
         kSetIkev2,
         [](TunnelSettings& t) { t.ikev2.flags = 2; }},
        {"PPTP has no tunnel parameters",
         Errc::InvalidParameter,
         kSetPptp,
         [](TunnelSettings& t) { t.pptp.parameters = TunnelParameters{}; }},
        {"an idle time too short",
         Errc::InvalidParameter,
         kSetIkev2,
         [](TunnelSettings& t) {
             t.ikev2.parameters = TunnelParameters{};
             t.ikev2.parameters->idle_timeout = 299;
         }},
        {"a life time too long",
         Errc::InvalidParameter,
         kSetIkev2,
         [](TunnelSettings& t) {
             t.ikev2.parameters = TunnelParameters{};
             t.ikev2.parameters->sa_life_time = 17280000;
         }},
        {"a blackout time too short",
         Errc::InvalidParameter,
         kSetIkev2,
         [](TunnelSettings& t) {
             t.ikev2.parameters = TunnelParameters{};
             t.ikev2.parameters->network_blackout = 119;
         }},
        {"too little data",
         Errc::InvalidParameter,
         kSetL2tp,
         [](TunnelSettings& t) {
             t.l2tp.parameters = TunnelParameters{};
             t.l2tp.parameters->sa_data_size = 1023;
         }},
        {"a certificate hash that is none",
         Errc::InvalidParameter,
         kSetSstp,
         [](TunnelSettings& t) { t.sstp_listener.certificate = "abc"; }},
        {"above the limit of the start",
         Errc::RebootRequired,
         kSetGre,
         [](TunnelSettings& t) { t.gre.ports = 1001; }},
    };
    for (const Row& row : rows) {
        INFO(row.condition);
        ServerFixture f;
        TunnelSettings given;
        row.spoil(given);
        CHECK(code_of(f.api.set_info_ex(kAdministrator, kNow, row.protocols, given)) == row.code);
        CHECK(f.router.settings().tunnels == TunnelSettings{});
    }
}

TEST_CASE("server: the pre-shared key is told by its size, to administrators", "[admin][server]") {
    ServerFixture f;
    CHECK(code_of(f.api.get_credentials(kAdministrator, 0)) == Errc::NotFound);
    CHECK(code_of(f.api.set_credentials(kReader, kNow, 9, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.set_credentials(kAdministrator, kNow, 1, {})) == Errc::NotSupported);
    CHECK(code_of(f.api.get_credentials(kNobody, 9)) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_credentials(kReader, 1)) == Errc::NotSupported);
    const Secret long_key(std::string(257, 'x'));
    CHECK(
        code_of(f.api.set_credentials(kAdministrator, kNow, 0, long_key)) == Errc::InvalidParameter
    );

    REQUIRE(f.api.set_credentials(kAdministrator, kNow, 0, Secret("key")));
    CHECK(*f.api.get_credentials(kAdministrator, 0) == 3);
    CHECK(*f.api.get_credentials(kReader, 0) == 0);
    CHECK(f.router.settings().pre_shared_key == Secret("key"));

    REQUIRE(f.api.set_credentials(kAdministrator, kNow, 0, Secret()));
    CHECK(code_of(f.api.get_credentials(kAdministrator, 0)) == Errc::NotFound);
}

TEST_CASE("server: initialised while it runs, 1062 when it stops", "[admin][server]") {
    ServerFixture f;
    CHECK(code_of(f.api.is_service_initialized(kNobody)) == Errc::AccessDenied);
    CHECK(*f.api.is_service_initialized(kReader));
    f.router.handle(kNow, router::ShutdownRequested{});
    CHECK(code_of(f.api.is_service_initialized(kReader)) == Errc::ServiceNotActive);
}
