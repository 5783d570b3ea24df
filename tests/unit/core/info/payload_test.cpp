// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/payload.hpp"

#include "core/info/info_header.hpp"
#include "core/info/transport_info.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"

using namespace mprd;
using namespace mprd::info;
using namespace mprd::test;

namespace {

constexpr TransportId k4 = TransportId::Ipv4;
constexpr TransportId k6 = TransportId::Ipv6;

Route route_to(const char* destination) {
    Route route;
    route.destination = *IpPrefix::parse(destination);
    return route;
}

InfoBlock routes_block(const std::vector<Route>& routes, TransportId id) {
    InfoBlock block{id == k4 ? kRoutes : kRoutes6, kRouteSize, 0, {}};
    for (const Route& route : routes) {
        const Bytes one = encode_route(route);
        block.data.insert(block.data.end(), one.begin(), one.end());
        ++block.count;
    }
    return block;
}

PacketFilter web_from(const char* source) {
    PacketFilter filter;
    filter.source = *IpPrefix::parse(source);
    filter.protocol = 6;
    filter.destination_port = 80;
    return filter;
}

InfoBlock one_item(std::uint32_t type, Bytes data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    return {type, size, 1, std::move(data)};
}

InterfaceConfig branch() {
    InterfaceConfig config;
    config.name = "branch";
    return config;
}

}  // namespace

TEST_CASE("info: an IPv4 route has its members where the reference has them", "[info][route]") {
    Route route = route_to("10.1.0.0/16");
    route.metric = 5;
    const Bytes item = encode_route(route);
    REQUIRE(item.size() == 72);
    CHECK(Bytes(item.begin(), item.begin() + 8) == Bytes{10, 1, 0, 0, 255, 255, 0, 0});
    CHECK(item[24] == 5);
    CHECK((item[56] == 0x16 && item[57] == 0x27));  // 10006
    CHECK(item[60] == 3);                           // preference of static routes
    CHECK(item[64] == 1);                           // unicast
    CHECK(item[68] == 1);                           // bV4
}

TEST_CASE("info: an IPv6 route has its members where the reference has them", "[info][route]") {
    Route route = route_to("2001:db8::/32");
    route.metric = 6;
    route.may_dial = false;
    const Bytes item = encode_route(route);
    REQUIRE(item.size() == 72);
    CHECK(Bytes(item.begin(), item.begin() + 4) == Bytes{0x20, 0x01, 0x0d, 0xb8});
    CHECK(item[16] == 32);
    CHECK(item[44] == 6);
    CHECK((item[56] == 0x17 && item[57] == 0x27));  // 10007
    CHECK(item[68] == 0);
}

TEST_CASE("info: routes come back with metric and protocol", "[info][route]") {
    const char* const destinations[2][4] = {
        {"0.0.0.0/0", "10.0.0.0/8", "192.0.2.1/32", "172.16.0.0/12"},
        {"::/0", "2001:db8::/32", "2001:db8::1/128", "fd00::/7"}};
    for (const TransportId id : {k4, k6}) {
        std::vector<Route> routes;
        for (const char* destination : destinations[id == k4 ? 0 : 1]) {
            const auto prefix = IpPrefix::parse(destination);
            routes.push_back(route_to(prefix ? destination : "fc00::/7"));
        }
        routes[1].metric = 77;
        routes[1].may_dial = false;
        routes[2].origin = RouteOrigin::AutoStatic;
        routes[3].origin = RouteOrigin::NetMgmt;
        const auto read = decode_routes(routes_block(routes, id), id);
        REQUIRE(read.has_value());
        CHECK(*read == routes);
    }
}

TEST_CASE("info: a route that cannot be is refused", "[info][route]") {
    struct Row {
        const char* what;
        std::size_t at;
        std::uint8_t value;
    };
    const Row rows[] = {
        {"host bits", 3, 1},
        {"a mask with gaps", 7, 1},
        {"protocol", 56, 0},
        {"multicast only", 64, 2},
        {"the other family", 68, 0}};
    for (const Row& row : rows) {
        InfoBlock block = routes_block({route_to("10.1.0.0/16")}, k4);
        block.data[row.at] = row.value;
        INFO(row.what);
        CHECK(code_of(decode_routes(block, k4)) == Errc::InvalidParameter);
    }
    InfoBlock old = routes_block({route_to("10.1.0.0/16")}, k4);
    old.item_size = 56;  // MIB_IPFORWARDROW
    CHECK(code_of(decode_routes(old, k4)) == Errc::InvalidParameter);
    InfoBlock wide = routes_block({route_to("2001:db8::/32")}, k6);
    wide.data[16] = 129;
    CHECK(code_of(decode_routes(wide, k6)) == Errc::InvalidParameter);
}

TEST_CASE("info: a filter list has its members where the reference has them", "[info][filter]") {
    const Bytes v4 = encode_filters({FilterAction::Drop, {web_from("10.0.0.0/8")}}, k4);
    CHECK(v4 == Bytes{1,  0, 0, 0, 1,   0, 0, 0, 1, 0, 0, 0,     // version, count, default action
                      10, 0, 0, 0, 255, 0, 0, 0,                 // source and mask, network order
                      0,  0, 0, 0, 0,   0, 0, 0,                 // destination: any
                      6,  0, 0, 0, 0,   0, 0, 0, 0, 0, 0, 80});  // protocol, late bound, ports

    PacketFilter ping;
    ping.destination = *IpPrefix::parse("2001:db8::/32");
    ping.protocol = 58;
    ping.icmp_type = 128;
    const Bytes v6 = encode_filters({FilterAction::Forward, {ping}}, k6);
    REQUIRE(v6.size() == 12 + 52);
    CHECK((v6[12 + 20] == 0x20 && v6[12 + 36] == 32));
    CHECK(v6[12 + 40] == 58);
    CHECK(Bytes(v6.end() - 4, v6.end()) == Bytes{128, 0, 255, 0});  // ICMP is little-endian
}

TEST_CASE("info: filters come back as they were", "[info][filter]") {
    PacketFilter ping;
    ping.destination = *IpPrefix::parse("192.0.2.0/24");
    ping.protocol = 1;
    ping.icmp_type = 8;
    ping.icmp_code = 0;
    ping.late_bound = 0x11;
    const FilterSet v4{FilterAction::Drop, {web_from("10.0.0.0/8"), ping, PacketFilter{}}};
    CHECK(*decode_filters(encode_filters(v4, k4), k4) == v4);
    const FilterSet v6{FilterAction::Forward, {web_from("2001:db8::/33")}};
    CHECK(*decode_filters(encode_filters(v6, k6), k6) == v6);
    // A list must not be empty: what drops all is one filter that everything matches.
    const FilterSet nothing{FilterAction::Drop, {}};
    const FilterSet all{FilterAction::Forward, {PacketFilter{}}};
    CHECK(*decode_filters(encode_filters(nothing, k4), k4) == all);
}

TEST_CASE("info: a filter list that lies or cannot be is refused", "[info][filter]") {
    struct Row {
        const char* what;
        std::size_t at;
        std::uint8_t value;
    };
    const Row rows[] = {
        {"version", 0, 2},
        {"no filter", 4, 0},
        {"more than there are", 4, 2},
        {"very many", 7, 0xff},
        {"action", 8, 2},
        {"a mask with gaps", 19, 1},
        {"a large protocol", 29, 1},
        {"ports without TCP or UDP", 28, 47}};
    for (const Row& row : rows) {
        Bytes data = encode_filters({FilterAction::Drop, {web_from("10.0.0.0/8")}}, k4);
        data[row.at] = row.value;
        INFO(row.what);
        CHECK(code_of(decode_filters(data, k4)) == Errc::InvalidParameter);
    }
    CHECK(code_of(decode_filters({}, k4)) == Errc::InvalidParameter);
}

TEST_CASE("info: a program that adds a room for one more filter is understood", "[info][filter]") {
    const FilterSet set{FilterAction::Drop, {web_from("10.0.0.0/8")}};
    Bytes data = encode_filters(set, k4);
    data.resize(data.size() + kFilterSize);
    CHECK(*decode_filters(data, k4) == set);
}

TEST_CASE("info: counts of priorities and lengths of the small blocks are checked", "[info]") {
    CHECK(code_of(decode_priorities(Bytes{2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0})) != Errc::Ok);
    CHECK(code_of(decode_priorities(Bytes{0xff, 0xff, 0xff, 0xff})) != Errc::Ok);
    CHECK(code_of(decode_priorities(Bytes{0})) != Errc::Ok);
    CHECK(code_of(decode_global(Bytes{1, 0, 0, 0, 4, 0, 0, 0})) != Errc::Ok);
    CHECK(code_of(decode_global(Bytes{1, 0, 0, 0})) != Errc::Ok);
    CHECK(code_of(decode_status(Bytes{3, 0, 0, 0})) != Errc::Ok);
    CHECK(code_of(decode_status(Bytes{1, 0, 0})) != Errc::Ok);
    CHECK(code_of(decode_flag(Bytes{1})) != Errc::Ok);
}

TEST_CASE("info: an interface is told by its header, and takes it back", "[info][transport]") {
    InterfaceConfig config = branch();
    config.routes = {route_to("10.0.0.0/8"), route_to("2001:db8::/32")};
    InterfaceTransport& transport = config.transports.emplace_back();
    transport.up = false;
    transport.demand_dial = {FilterAction::Drop, {web_from("10.0.0.0/8")}};
    transport.packets.input = {FilterAction::Drop, {}};
    transport.packets.output = {FilterAction::Forward, {web_from("10.1.0.0/16")}};
    transport.packets.drop_fragments = true;
    transport.blocks = {{0xffff000a, 2, 2, {1, 2, 3, 4}}};

    const Bytes header = build_interface(config, k4);
    InterfaceConfig same = config;
    REQUIRE(apply_interface(header, k4, same).has_value());
    CHECK(same == config);

    InterfaceConfig other = branch();
    other.routes = {route_to("192.0.2.0/24"), route_to("2001:db8:9::/48")};
    REQUIRE(apply_interface(header, k4, other).has_value());
    CHECK(build_interface(other, k4) == header);
    CHECK(other.routes[0] == route_to("2001:db8:9::/48"));  // of the other family: left alone
    CHECK(other.routes[1] == route_to("10.0.0.0/8"));
}

TEST_CASE("info: an absent block is left alone, one without data is deleted", "[info][transport]") {
    InterfaceConfig config = branch();
    config.routes = {route_to("10.0.0.0/8")};
    InterfaceTransport& transport = config.transports.emplace_back();
    transport.up = false;
    transport.demand_dial = {FilterAction::Drop, {}};
    transport.packets.input = {FilterAction::Drop, {}};
    transport.packets.output = {FilterAction::Drop, {}};
    transport.packets.drop_fragments = true;
    transport.blocks = {{0xffff000a, 1, 1, {1}}};

    InterfaceConfig same = config;
    REQUIRE(apply_interface(*create(1), k4, same).has_value());
    CHECK(same == config);

    std::vector<InfoBlock> nothing;
    for (const std::uint32_t type :
         {kInterfaceStatus,
          kRoutes,
          kDemandDialFilter,
          kInputFilter,
          kOutputFilter,
          kFragments,
          0xffff000aU}) {
        nothing.push_back({type, 0, 0, {}});
    }
    REQUIRE(apply_interface(encode(nothing), k4, same).has_value());
    InterfaceConfig bare = branch();
    bare.transports.emplace_back();
    CHECK(same == bare);
}

TEST_CASE("info: one wrong block, and nothing has changed", "[info][transport]") {
    const InterfaceConfig before = [] {
        InterfaceConfig config = branch();
        config.routes = {route_to("10.0.0.0/8")};
        return config;
    }();
    const Bytes filters = encode_filters({FilterAction::Drop, {web_from("10.0.0.0/8")}}, k4);
    const InfoBlock wrong[] = {
        one_item(kInterfaceStatus, Bytes{3, 0, 0, 0}),
        one_item(kFragments, Bytes{1}),
        one_item(kInputFilter, Bytes{1, 0, 0, 0}),
        routes_block({route_to("10.1.0.0/16"), route_to("10.1.0.0/16")}, k4),  // twice the same
        one_item(kRoutes, Bytes(56)),
        one_item(kInputFilter6, filters),  // of the other family
        one_item(kGlobalInfo, encode_global({})),
    };
    for (const InfoBlock& block : wrong) {
        const Bytes header = encode({one_item(kOutputFilter, filters), block});
        InterfaceConfig config = before;
        CHECK(code_of(apply_interface(header, k4, config)) == Errc::InvalidParameter);
        CHECK(config == before);
    }
    InterfaceConfig client = before;
    client.type = InterfaceType::Client;
    const Bytes dial = encode({one_item(kDemandDialFilter, filters)});
    CHECK(code_of(apply_interface(dial, k4, client)) == Errc::InvalidParameter);
}

TEST_CASE("info: global and client information are kept, filtering acts", "[info][transport]") {
    RouterTransport transport;
    const Bytes given = encode(
        {one_item(kGlobalInfo, encode_global({true, 3})),
         one_item(kFilterEnable, encode_flag(false))}
    );
    REQUIRE(apply_global(given, transport).has_value());
    CHECK_FALSE(transport.filtering);
    CHECK(build_global(transport) == given);
    RouterTransport before = transport;
    CHECK(
        code_of(apply_global(encode({one_item(kPriority, Bytes{9, 0, 0, 0})}), transport)) !=
        Errc::Ok
    );
    CHECK(transport == before);

    const Bytes client = encode({one_item(kInterfaceStatus, encode_status(true))});
    REQUIRE(apply_client(client, transport).has_value());
    CHECK(build_client(transport) == client);
    before = transport;
    CHECK(code_of(apply_client(encode({one_item(kInputFilter, Bytes{1})}), transport)) != Errc::Ok);
    CHECK(transport == before);
}
