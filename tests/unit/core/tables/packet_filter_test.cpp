// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/packet_filter.hpp"

#include "core/tables/interface_config.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;

namespace {

PacketSummary packet(const char* source, const char* destination, std::uint8_t protocol) {
    PacketSummary summary;
    summary.source = *IpAddress::parse(source);
    summary.destination = *IpAddress::parse(destination);
    summary.protocol = protocol;
    return summary;
}

PacketSummary web() {
    PacketSummary summary = packet("10.1.2.3", "192.0.2.9", 6);
    summary.source_port = 40000;
    summary.destination_port = 80;
    return summary;
}

PacketSummary echo_request() {
    PacketSummary summary = packet("10.1.2.3", "192.0.2.9", 1);
    summary.icmp_type = 8;
    return summary;
}

}  // namespace

TEST_CASE("filter: a packet matches when it has all that the filter says", "[tables][filter]") {
    struct Row {
        const char* what;
        void (*set)(PacketFilter&);
        bool web;
        bool ping;
    };
    const Row rows[] = {
        {"nothing said", [](PacketFilter&) {}, true, true},
        {"source", [](PacketFilter& f) { f.source = *IpPrefix::parse("10.0.0.0/8"); }, true, true},
        {"another source",
         [](PacketFilter& f) { f.source = *IpPrefix::parse("10.1.2.2"); },
         false,
         false},
        {"a source of the other family",
         [](PacketFilter& f) { f.source = *IpPrefix::parse("2001:db8::/32"); },
         false,
         false},
        {"destination",
         [](PacketFilter& f) { f.destination = *IpPrefix::parse("192.0.2.8/31"); },
         true,
         true},
        {"another destination",
         [](PacketFilter& f) { f.destination = *IpPrefix::parse("192.0.2.10/31"); },
         false,
         false},
        {"another source, bound late",
         [](PacketFilter& f) {
             f.source = *IpPrefix::parse("172.16.0.1");
             f.late_bound = kLateBoundSource;
         },
         true,
         true},
        {"tcp", [](PacketFilter& f) { f.protocol = 6; }, true, false},
        {"port",
         [](PacketFilter& f) {
             f.protocol = 6;
             f.destination_port = 80;
         },
         true,
         false},
        {"the port at the other end",
         [](PacketFilter& f) {
             f.protocol = 6;
             f.source_port = 80;
         },
         false,
         false},
        {"icmp", [](PacketFilter& f) { f.protocol = 1; }, false, true},
        {"icmp type",
         [](PacketFilter& f) {
             f.protocol = 1;
             f.icmp_type = 8;
             f.icmp_code = 0;
         },
         false,
         true},
        {"another icmp type",
         [](PacketFilter& f) {
             f.protocol = 1;
             f.icmp_type = 0;
         },
         false,
         false},
        {"another icmp code",
         [](PacketFilter& f) {
             f.protocol = 1;
             f.icmp_code = 1;
         },
         false,
         false},
    };
    for (const Row& row : rows) {
        PacketFilter filter;
        row.set(filter);
        INFO(row.what);
        CHECK(filter.matches(web()) == row.web);
        CHECK(filter.matches(echo_request()) == row.ping);
    }
}

TEST_CASE(
    "filter: the default is for packets that match none, the others get the opposite",
    "[tables][filter]"
) {
    PacketFilter tcp;
    tcp.protocol = 6;
    const FilterSet all_but{FilterAction::Forward, {tcp}};
    const FilterSet only{FilterAction::Drop, {tcp}};

    CHECK(all_but.decide(web()) == FilterAction::Drop);
    CHECK(all_but.decide(echo_request()) == FilterAction::Forward);
    CHECK(only.decide(web()) == FilterAction::Forward);
    CHECK(only.decide(echo_request()) == FilterAction::Drop);
    CHECK(FilterSet{}.decide(web()) == FilterAction::Forward);
    CHECK(FilterSet{FilterAction::Drop, {}}.decide(web()) == FilterAction::Drop);
    CHECK(FilterSet{}.is_empty());
    CHECK_FALSE(FilterSet{FilterAction::Drop, {}}.is_empty());
}

TEST_CASE("filter: one that can match nothing is refused", "[tables][filter]") {
    struct Row {
        const char* detail;
        void (*set)(InterfaceTransport&);
    };
    const Row rows[] = {
        {"transport ipv4: inputFilter: filter 2: expected addresses of IPv4, found 2001:db8::/32",
         [](InterfaceTransport& t) {
             t.packets.input.filters.resize(2);
             t.packets.input.filters[1].source = *IpPrefix::parse("2001:db8::/32");
         }},
        {"transport ipv4: outputFilter: filter 1: expected protocol tcp or udp with a port",
         [](InterfaceTransport& t) {
             t.packets.output.filters.resize(1);
             t.packets.output.filters[0].destination_port = 80;
         }},
        {"transport ipv4: demandDialFilter: filter 1: expected protocol icmp or icmpv6 with an "
         "ICMP type or code",
         [](InterfaceTransport& t) {
             t.demand_dial.filters.resize(1);
             t.demand_dial.filters[0].protocol = 17;
             t.demand_dial.filters[0].icmp_code = 0;
         }},
        {"transport ipv4: demandDialFilter: filters: expected at most 1024, found 1025",
         [](InterfaceTransport& t) { t.demand_dial.filters.resize(kMaxFilters + 1); }},
        {"transport ipv4: block 9: expected each type once",
         [](InterfaceTransport& t) {
             t.blocks = {{9, 1, 1, {0}}, {9, 1, 1, {0}}};
         }},
        {"transport ipv4: block 9: expected itemSize times count octets of data, and at least one",
         [](InterfaceTransport& t) {
             t.blocks = {{9, 0x10000, 0x10000, {}}};
         }},
        {"transport ipv4: block 9: expected itemSize times count octets of data, and at least one",
         [](InterfaceTransport& t) {
             t.blocks = {{9, 2, 2, {1, 2, 3}}};
         }},
    };
    for (const Row& row : rows) {
        InterfaceConfig config;
        config.name = "a";
        row.set(config.transports.emplace_back());
        const auto checked = config.validate();
        REQUIRE_FALSE(checked.has_value());
        CHECK(checked.error().code == Errc::InvalidParameter);
        CHECK(checked.error().detail == row.detail);
    }
}

TEST_CASE("transport: a family is on an interface if listed or if it has a route", "[tables]") {
    InterfaceConfig config;
    config.name = "a";
    CHECK_FALSE(config.has_transport(TransportId::Ipv4));
    config.routes = {Route{*IpPrefix::parse("10.0.0.0/8")}};
    CHECK(config.has_transport(TransportId::Ipv4));
    CHECK_FALSE(config.has_transport(TransportId::Ipv6));
    config.transports.emplace_back().id = TransportId::Ipv6;
    CHECK(config.has_transport(TransportId::Ipv6));

    config.transports.emplace_back().id = TransportId::Ipv6;
    CHECK(config.validate().error().detail == "transport ipv6: expected each transport once");
}
