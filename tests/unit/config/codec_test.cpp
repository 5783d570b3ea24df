// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/codec.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/config/read_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace mprd;
using namespace mprd::config;
using namespace mprd::test;
using nlohmann::json;
using namespace std::chrono_literals;

namespace {

/// Lists of filters are compared as a whole: every member is written once with a value of its own.
InterfaceTransport unusual_transport() {
    InterfaceTransport t;
    t.id = TransportId::Ipv6;
    t.up = false;
    PacketFilter web;
    web.source = *IpPrefix::parse("2001:db8:1::/48");
    web.protocol = 6;
    web.destination_port = 80;
    web.source_port = 1024;
    t.demand_dial = {FilterAction::Drop, {web}};
    PacketFilter ping;
    ping.destination = *IpPrefix::parse("2001:db8:2::/48");
    ping.protocol = 58;
    ping.icmp_type = 128;
    ping.icmp_code = 0;
    ping.late_bound = 4;
    t.packets.input = {FilterAction::Drop, {ping, PacketFilter{}}};
    PacketFilter other;
    other.protocol = 132;
    t.packets.output = {FilterAction::Forward, {other}};
    t.packets.drop_fragments = true;
    t.blocks = {{0xffff000a, 4, 1, {1, 2, 3, 4}}};
    return t;
}

/// Every member unlike its default: a member that is forgotten here makes the round-trip test fail.
InterfaceConfig unusual_interface() {
    InterfaceConfig c;
    c.name = "branch/1 \"north\"";
    c.type = InterfaceType::HomeRouter;
    c.enabled = false;
    c.accept_incoming = false;
    c.policy.dial_on_demand = false;
    c.policy.persistent = true;
    c.policy.redial_on_link_failure = true;
    c.policy.redial_attempts = 7;
    c.policy.redial_interval = 90s;
    c.policy.idle_disconnect_seconds = kIdleNever;
    c.policy.min_unreachability = 30s;
    c.policy.max_unreachability = 300s;
    c.policy.dialout_hours = *WeeklyHours::parse({"1 09:00-12:00 13:00-17:30", "5 08:00-24:00"});
    PhonebookEntry& p = c.phonebook;
    p.options = 0x2;
    p.phone_number = "5551234";
    p.address = {0x0a000001};
    p.dns = {0x0a000002};
    p.dns_alternate = {0x0a000003};
    p.wins = {0x0a000004};
    p.wins_alternate = {0x0a000005};
    p.dns6 = *Ipv6Address::parse("2001:db8::1");
    p.dns6_alternate = *Ipv6Address::parse("2001:db8::2");
    p.net_protocols = 12;
    p.device_type = "modem";
    p.device_name = "line0";
    p.dial_mode = 2;
    p.dial_extra_percent = 75;
    p.dial_extra_sample_seconds = 120;
    p.hang_up_extra_percent = 10;
    p.hang_up_extra_sample_seconds = 121;
    p.type = 1;
    p.encryption_type = 3;
    p.custom_auth_key = 9;
    p.guid = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 254, 255};
    p.vpn_strategy = 4;
    p.x25_pad_type = "a";
    p.x25_address = "b";
    p.x25_facilities = "c";
    p.x25_user_data = "d";
    c.devices = {{"SERIAL", "line0", "12", {"34", "56"}}};
    c.routes = {
        {*IpPrefix::parse("192.0.2.0/24"), 5, false},
        {*IpPrefix::parse("2001:db8::/32"), 0, true, RouteOrigin::AutoStatic}};
    c.transports = {unusual_transport()};
    c.ppp.mru = 1400;
    c.ppp.offer = {AuthKind::Pap};
    c.ppp.require = {AuthKind::ChapMd5, AuthKind::MsChapV2};
    c.ppp.expected_local = {0x0a000006};
    c.ppp.expected_peer = {0x0a000007};
    c.ppp.ask_dns = false;
    c.ppp.echo_interval = 0s;
    c.ppp.echo_failures = 9;
    c.ppp.call_back.mode = CallBackMode::Required;
    c.ppp.call_back.number = "0551 1";
    c.ppp.call_back.delay = 5s;
    c.ppp.call_back.wait_limit = 60s;
    c.ppp.call_back.from_anybody = true;
    c.rip = {RipAuthentication::KeyedMd5, 7};
    c.network_name = "ppp7";
    c.mtu = 1300;
    Ikev2Custom custom;
    custom.sa_life_time = 301;
    custom.sa_data_size = 1025;
    custom.main_mode_life_time = 302;
    custom.certificate_name = "AAEC";
    custom.certificate_hash = "AwQF";
    custom.custom_policy = IkePolicy{2, 3, 4, 5, 6, 1};
    custom.initiator_selectors = {
        {8, 17, 1, 2, 3, *IpAddress::parse("2001:db8::1"), *IpAddress::parse("2001:db8::2")}};
    custom.responder_selectors = {
        {7, 6, 4, 5, 6, *IpAddress::parse("192.0.2.1"), *IpAddress::parse("192.0.2.2")}};
    c.ikev2 = custom;
    c.rip = {RipAuthentication::KeyedMd5, 7};
    return c;
}

RouterConfig unusual_router() {
    RouterConfig c;
    c.idle_disconnect_seconds = 60;
    c.lan_only = true;
    c.devices = {{"line0", "modem", R"({"path":"/dev/x"})", "modem", DeviceRole::In, 4, {}, 1, 2}};
    c.admin_dll = {"/usr/lib/dll.so", 9s};
    c.answering.require = {AuthKind::Pap};
    c.answering.server_name = "us";
    c.answering.local_address = {0x0a000001};
    c.answering.pools = {Ipv4Range{{0x0a00000a}, {0x0a00000d}}};
    c.answering.excluded = {Ipv4Range{{0x0a00000b}, {0x0a00000b}}};
    c.answering.ipv6_prefixes = {*IpPrefix::parse("2001:db8:1::/48")};
    c.answering.idle_limit = std::chrono::seconds{600};
    c.answering.session_limit = std::chrono::seconds{7200};
    c.answering.dns = {{0x01010101}};
    c.answering.ipv6 = false;
    c.admin_dll = {"/usr/lib/admission.so", 7s};
    UserConfig user;
    user.name = "head";
    user.may_dial_in = false;
    user.address = {0x0a000063};
    user.call_back = CallBack::Router;
    user.call_back_number = "123";
    user.call_back_prefixes = {"0551"};
    user.policy_decides = true;
    user.may_choose_address = true;
    user.ipv6_identifier = *InterfaceIdentifier::parse("::1:2:3:4");
    user.ipv6_prefix = IpPrefix::parse("2001:db8:ff::/64");
    user.routes = {Route{*IpPrefix::parse("192.168.7.0/24"), 5, false}};
    user.idle_seconds = kIdleNever;
    user.session_seconds = 100;
    user.max_calls = 2;
    c.users = {user};
    c.transports = {
        {TransportId::Ipv6, "six", "iprtrmgr.dll", false, {{0xffff0003, 2, 2, {0, 1, 2, 3}}}, {}}};
    const TunnelParameters parameters{301, 121, 302, 1025, 3, 303, IkePolicy{2, 3, 4, 5, 6, 1}};
    c.tunnels.pptp = {10, 1, 100, TunnelParameters{}};
    c.tunnels.l2tp = {11, 2, 101, parameters};
    c.tunnels.sstp = {12, 1, 102, TunnelParameters{}};
    c.tunnels.ikev2 = {13, 1, 103, parameters};
    c.tunnels.gre = {14, 3, 104, TunnelParameters{}};
    c.tunnels.sstp_listener = {false, "ab"};
    return c;
}

/// JSON pointers of all members of `value` that are as in `other`.
void collect_equal(const json& value, const json& other, const std::string& at, std::string& out) {
    for (const auto& [key, member] : value.items()) {
        const std::string pointer = at + '/' + key;
        if (!other.contains(key)) {
            continue;
        }
        if (member.is_object()) {
            collect_equal(member, other.at(key), pointer, out);
        } else if (member == other.at(key)) {
            out += pointer + ' ';
        }
    }
}

template <class Config>
std::string equal_members(const Config& value, const Config& other) {
    std::string pointers;
    collect_equal(to_json(value), to_json(other), "", pointers);
    return pointers;
}

template <class Config>
std::vector<std::string> problems_of(const std::string& text, Config config = {}) {
    Problems problems;
    from_json(json::parse(text), config, "", problems);
    std::vector<std::string> texts;
    for (const Problem& problem : problems) {
        texts.push_back(problem.to_string());
    }
    std::sort(texts.begin(), texts.end());
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("codec: every member of an interface survives the way to JSON and back", "[codec]") {
    const InterfaceConfig before = unusual_interface();
    CHECK(equal_members(before, InterfaceConfig{}).empty());

    for (const json& value : {to_json(before), to_short_json(before)}) {
        InterfaceConfig after;
        Problems problems;
        from_json(value, after, "", problems);
        for (const Problem& problem : problems) {
            UNSCOPED_INFO(problem.to_string());
        }
        CHECK(problems.empty());
        CHECK(after == before);
    }
}

TEST_CASE("codec: every member of the router survives the way to JSON and back", "[codec]") {
    const RouterConfig before = unusual_router();
    CHECK(equal_members(before, RouterConfig{}).empty());

    RouterConfig after;
    Problems problems;
    from_json(to_json(before), after, "", problems);
    CHECK(problems.empty());
    CHECK(to_json(after) == to_json(before));
    CHECK(after.devices == before.devices);
    CHECK(json::parse(after.devices[0].options)["path"] == "/dev/x");
}

TEST_CASE("codec: the short form leaves out what is at its default", "[codec]") {
    InterfaceConfig config;
    config.name = "a";
    config.mtu = 1400;
    CHECK(to_short_json(config) == json({{"name", "a"}, {"mtu", 1400}}));
}

TEST_CASE("codec: credentials carry the password, a route its block", "[codec]") {
    Credentials credentials{"user", "DOMAIN", Secret("s3cret")};
    Problems problems;
    Credentials read;
    from_json(to_json(credentials), read, "", problems);
    CHECK(read == credentials);
    Route route;
    from_json({{"destination", "10.0.0.0/8"}}, route, "", problems);
    CHECK(route == Route{*IpPrefix::parse("10.0.0.0/8"), 0, true});
    CHECK(problems.empty());
}

TEST_CASE("codec: an unknown member is an error that names the near one", "[codec]") {
    CHECK(
        problems_of<InterfaceConfig>(R"({"name": "a", "idleDisconectSeconds": 5})") ==
        Texts{
            R"(/idleDisconectSeconds: expected "idleDisconnectSeconds", found "idleDisconectSeconds")"}
    );
    CHECK(
        problems_of<InterfaceConfig>(R"({"name": "a", "xyzzy/~plugh": 5})") ==
        Texts{R"(/xyzzy~1~0plugh: expected no such member, found "xyzzy/~plugh")"}
    );
}

TEST_CASE("codec: all that is wrong is told at once, each with its place", "[codec]") {
    const auto problems = problems_of<InterfaceConfig>(R"({
        "mtu": "big", "ppp": {"mru": 5, "offer": ["pap", "rot13"], "echo": 1},
        "routes": [{"destination": "10.0.0.1/8"}, {"metric": -1}], "devices": {},
        "phonebook": {"guid": "xyz", "address": "1.2.3"}, "dialOutHours": ["9 25:00"]})");
    const Texts expected{
        R"(/devices: expected a list, found {})",
        R"(/dialOutHours: expected a list of texts such as "1 09:00-12:00 13:00-17:30" (day 0 is )"
        R"(Sunday), or [] for no restriction, found ["9 25:00"])",
        R"(/mtu: expected a number from 128 to 65535, found "big")",
        R"(/name: expected a text, found nothing)",
        R"(/phonebook/address: expected an IPv4 address such as "192.0.2.1", found "1.2.3")",
        R"(/phonebook/guid: expected 32 hexadecimal digits, found "xyz")",
        R"(/ppp/echo: expected no such member, found "echo")",
        R"(/ppp/mru: expected a number from 128 to 1500, found 5)",
        R"(/ppp/offer/1: expected one of "pap", "chap-md5", "mschapv2", found "rot13")",
        R"(/routes/0/destination: expected an address block without host bits such as )"
        R"("192.0.2.0/24" or "2001:db8::/32", found "10.0.0.1/8")",
        R"(/routes/1/destination: expected an address block without host bits such as )"
        R"("192.0.2.0/24" or "2001:db8::/32", found nothing)",
        R"(/routes/1/metric: expected a number from 0 to 4294967295, found -1)"};
    CHECK(problems == expected);
}

TEST_CASE("codec: what is wrong leaves the member as it was", "[codec]") {
    for (const char* text :
         {R"({"name": "a", "redialAttempts": 100})",
          R"({"name": "a", "redialAttempts": "3"})",
          R"({"name": "a", "redialAttempts": 3.5})",
          R"({"name": "a", "redialAttempts": -3})",
          R"({"name": "a", "redialAttempts": null})",
          R"({"name": "a", "redialAttempts": 99999999999})"}) {
        InterfaceConfig config;
        config.policy.redial_attempts = 5;
        Problems problems;
        from_json(json::parse(text), config, "", problems);
        CHECK(problems.size() == 1);
        CHECK(config.policy.redial_attempts == 5);
    }
}

TEST_CASE("codec: ranges include their ends", "[codec]") {
    CHECK(problems_of<InterfaceConfig>(R"({"name": "a", "mtu": 128, "redialSeconds": 600})").empty()
    );
    CHECK(
        problems_of<InterfaceConfig>(R"({"name": "a", "mtu": 127, "redialSeconds": 601})") ==
        Texts{
            "/mtu: expected a number from 128 to 65535, found 127",
            "/redialSeconds: expected a number from 1 to 600, found 601"}
    );
}

TEST_CASE("codec: the idle time is seconds, default or never", "[codec]") {
    const auto idle = [](const std::string& value) {
        InterfaceConfig config;
        config.policy.idle_disconnect_seconds = 77;
        Problems problems;
        from_json(
            json::parse(R"({"name": "a", "idleDisconnectSeconds": )" + value + "}"),
            config,
            "",
            problems
        );
        return problems.empty() ? config.policy.idle_disconnect_seconds : 0xbad;
    };
    CHECK(idle("\"never\"") == kIdleNever);
    CHECK(idle("\"default\"") == kIdleUseGlobal);
    CHECK(idle("300") == 300);
    CHECK(idle("4294967295") == kIdleNever);
    CHECK(idle("4294967296") == 0xbad);
    CHECK(idle("\"sometimes\"") == 0xbad);
    CHECK(idle("-1") == 0xbad);
    CHECK(to_json(InterfaceConfig{})["idleDisconnectSeconds"] == "default");
}

TEST_CASE("codec: a long value is cut in the message", "[codec]") {
    const auto problems =
        problems_of<InterfaceConfig>(R"({"name": "a", "mtu": ")" + std::string(1000, 'x') + "\"}");
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].size() < 200);
    CHECK(problems[0].ends_with("..."));
}

TEST_CASE("codec: a password never shows in a problem", "[codec]") {
    for (const char* text :
         {R"("s3cret")",
          R"(["s3cret"])",
          R"({"userName": "u", "password": ["s3cret"]})",
          R"({"userName": ["s3cret"], "password": "s3cret"})",
          R"({"userName": "u", "passwrd": "s3cret"})"}) {
        const auto problems = problems_of<Credentials>(text);
        CHECK(problems.size() == 1);
        CHECK(json(problems).dump().find("s3cret") == std::string::npos);
    }
}

// To write them anew after a change of fields.hpp: MPRD_WRITE_SCHEMA=1 unit_config
TEST_CASE("codec: a filter is written by hand with what it looks at only", "[codec][filter]") {
    const json text = json::parse(R"({"name": "a", "transports": [{"transport": "ipv4",
        "demandDialFilter": {"default": "drop", "filters": [
            {"source": "10.0.0.0/8", "protocol": "tcp", "destinationPort": 80}]}}]})");
    InterfaceConfig config;
    Problems problems;

    from_json(text, config, "", problems);

    CHECK(problems.empty());
    PacketFilter web;
    web.source = *IpPrefix::parse("10.0.0.0/8");
    web.protocol = 6;
    web.destination_port = 80;
    InterfaceTransport wanted;
    wanted.demand_dial = {FilterAction::Drop, {web}};
    CHECK(config.transports == std::vector{wanted});
    CHECK(config.validate());
}

TEST_CASE("codec: what is wrong in a filter is told with its place", "[codec][filter]") {
    struct Row {
        const char* filter;
        const char* problem;
    };
    const Row rows[] = {
        {R"({"source": "10.0.0.1/8"})",
         R"(/source: expected "any" or an address block without host bits)"},
        {R"({"protocol": "tpc"})", R"(/protocol: expected "any", "icmp", "tcp", "udp")"},
        {R"({"protocol": 256})", R"(/protocol: expected "any", "icmp", "tcp", "udp")"},
        {R"({"destinationPort": 65536})", R"(/destinationPort: expected "any" or a number)"},
        {R"({"icmpType": "echo"})", R"(/icmpType: expected "any" or a number from 0 to 255)"},
        {R"({"port": 80})", R"(/port: expected)"},
    };
    for (const Row& row : rows) {
        const std::string text =
            std::string(R"({"name": "a", "transports": [{"transport": "ipv4", "inputFilter":)") +
            R"({"filters": [)" + row.filter + "]}}]}";
        const auto problems = problems_of<InterfaceConfig>(text);
        INFO(row.filter << json(problems).dump());
        REQUIRE(problems.size() == 1);
        CHECK(
            problems[0].find(std::string("/transports/0/inputFilter/filters/0") + row.problem) == 0
        );
    }
}

TEST_CASE("codec: the published schemas are those of the code", "[codec][schema]") {
    const std::string folder = std::string(MPRD_SOURCE_DIR) + "/config/schema/";
    const std::pair<const char*, json> schemas[] = {
        {"router.schema.json", router_schema()}, {"interface.schema.json", interface_schema()}};
    for (const auto& [name, schema] : schemas) {
        const std::string text = schema.dump(2) + '\n';
        if (std::getenv("MPRD_WRITE_SCHEMA") != nullptr) {
            std::ofstream(folder + name) << text;
        }
        INFO(folder << name << ": write it anew with MPRD_WRITE_SCHEMA=1 unit_config");
        CHECK(read_file(folder + name) == text);
    }
}
