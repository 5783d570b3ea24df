// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/mib_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

#include <initializer_list>

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

constexpr MibTarget kIpManager{kPidIp, kIpRouterManager};
constexpr MibTarget kIpv6Manager{kPidIpv6, kIpRouterManager};

HostRoute route(const char* destination, const char* next_hop, std::uint32_t protocol) {
    HostRoute made;
    made.destination = IpPrefix::parse(destination).value_or(IpPrefix{});
    made.next_hop = IpAddress::parse(next_hop).value_or(IpAddress{});
    made.protocol = protocol;
    made.interface_index = 7;
    made.metric = 5;
    return made;
}

/// A loopback, the network interface of "a", and two routes of each family, in no order.
HostTables host(const std::string& network_name) {
    HostTables tables;
    HostInterface ours;
    ours.name = network_name;
    ours.index = 7;
    ours.mtu = 1500;
    ours.is_admin_up = true;
    ours.in_octets = 0x1'0000'0002;
    ours.in_packets = 10;
    ours.in_multicast = 3;
    HostInterface loopback;
    loopback.name = "lo";
    loopback.index = 1;
    loopback.type = 24;
    loopback.is_running = true;
    loopback.physical_address = {1, 2, 3, 4, 5, 6};
    tables.interfaces = {ours, loopback};
    tables.routes = {
        route("192.0.2.0/24", "0.0.0.0", kProtocolStatic),
        route("10.0.0.0/8", "10.9.9.9", 3),
        route("2001:db8::/32", "::", kProtocolStatic),
    };
    tables.ipv4.is_forwarding = true;
    tables.ipv4.default_ttl = 64;
    tables.ipv4.fragments_created = 9;
    tables.ipv6.in_receives = 77;
    tables.ipv4_addresses = 4;
    tables.ipv6_addresses = 6;
    return tables;
}

RouterConfig config_with_quiet_route() {
    RouterConfig config = two_interfaces();
    Route quiet;
    quiet.destination = IpPrefix::parse("192.0.2.0/24").value_or(IpPrefix{});
    quiet.may_dial = false;
    config.interfaces[0].config.routes = {quiet};
    return config;
}

struct MibFixture : AdminFixture {
    MibFixture() : AdminFixture(config_with_quiet_route()) {}
    HostTables tables = host(router.interfaces().find(id("a"))->network_name);
    int reads = 0;
    MibApi api{router, [this]() -> Result<HostTables> {
                   ++reads;
                   return tables;
               }};
};

Bytes query(std::uint32_t variable, std::vector<std::uint32_t> index = {}) {
    return to_bytes({variable, std::move(index)});
}

std::uint32_t number_at(const Bytes& bytes, std::size_t at) {
    REQUIRE(at + 4 <= bytes.size());
    return static_cast<std::uint32_t>(bytes[at]) | static_cast<std::uint32_t>(bytes[at + 1]) << 8U |
           static_cast<std::uint32_t>(bytes[at + 2]) << 16U |
           static_cast<std::uint32_t>(bytes[at + 3]) << 24U;
}

/// 10.0.0.0 as a DWORD of an index.
constexpr std::uint32_t kNet10 = 0x0000000a;

}  // namespace

TEST_CASE("mib: access, router manager, routing protocol, entry: in this order", "[admin][mib]") {
    struct Row {
        const char* condition;
        Errc code;
        Caller caller;
        MibTarget target;
        Bytes query;
    };
    const Row rows[] = {
        {"access", Errc::AccessDenied, kNobody, {1, 1}, {}},
        {"router manager", Errc::UnknownProtocolId, kReader, {0x2b, 1}, {}},
        {"routing protocol", Errc::CanNotComplete, kReader, {kPidIp, 8}, {}},
        {"no query", Errc::InvalidParameter, kReader, kIpManager, {}},
        {"half a number", Errc::InvalidParameter, kReader, kIpManager, {0, 0, 0, 0, 1, 0}},
        {"a query too long", Errc::InvalidParameter, kReader, kIpManager, Bytes(4 * 18)},
        {"not served", Errc::NotSupported, kReader, kIpManager, query(4)},
        {"not documented", Errc::NotSupported, kReader, kIpManager, query(99)},
        {"IPv6 statistics of IPv4", Errc::NotSupported, kReader, kIpManager, query(36)},
        {"IPv4 statistics of IPv6", Errc::NotSupported, kReader, kIpv6Manager, query(3)},
    };
    for (const Row& row : rows) {
        INFO(row.condition);
        MibFixture f;
        CHECK(code_of(f.api.get(row.caller, kNow, row.target, row.query)) == row.code);
        CHECK(code_of(f.api.get_first(row.caller, kNow, row.target, row.query)) == row.code);
        CHECK(code_of(f.api.get_next(row.caller, kNow, row.target, row.query)) == row.code);
        CHECK(f.reads == 0);
    }
}

TEST_CASE("mib: all is read-only, and nothing has traps", "[admin][mib]") {
    for (const auto call : {&MibApi::change, &MibApi::trap}) {
        CHECK(code_of(call(kReader, {1, 1})) == Errc::AccessDenied);
        CHECK(code_of(call(kAdministrator, {0x2b, 1})) == Errc::UnknownProtocolId);
        CHECK(code_of(call(kAdministrator, {kPidIpv6, 8})) == Errc::CanNotComplete);
        CHECK(code_of(call(kAdministrator, kIpManager)) == Errc::NotSupported);
    }
}

TEST_CASE("mib: a host that does not answer is told", "[admin][mib]") {
    AdminFixture f;
    const MibApi api(f.router, []() -> Result<HostTables> {
        return make_error(Errc::CanNotComplete, "no netlink");
    });
    CHECK(code_of(api.get(kReader, kNow, kIpManager, query(0))) == Errc::CanNotComplete);
}

TEST_CASE("mib: the interface table has the layout of the API", "[admin][mib]") {
    MibFixture f;
    const auto number = f.api.get(kReader, kNow, kIpManager, query(0));
    REQUIRE(number);
    CHECK(*number == Bytes{0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0});

    const auto table = f.api.get(kReader, kNow, kIpv6Manager, query(1));
    REQUIRE(table);
    CHECK(table->size() == 8 + 4 + 2 * 860);
    CHECK(number_at(*table, 0) == 1);
    CHECK(number_at(*table, 8) == 2);
    CHECK((*table)[12] == 'l');  // in index order: the loopback first
    CHECK((*table)[13] == 0);
    CHECK((*table)[14] == 'o');
    CHECK(number_at(*table, 12 + 512) == 1);   // dwIndex
    CHECK(number_at(*table, 12 + 516) == 24);  // dwType
    CHECK(number_at(*table, 12 + 528) == 6);   // dwPhysAddrLen
    CHECK((*table)[12 + 532 + 5] == 6);        // bPhysAddr
    CHECK(number_at(*table, 12 + 540) == 2);   // dwAdminStatus: down
    CHECK(number_at(*table, 12 + 544) == 5);   // dwOperStatus: operational
    const std::size_t ours = 12 + 860;
    CHECK(number_at(*table, ours + 512) == 7);
    CHECK(number_at(*table, ours + 516) == 23);  // PPP
    CHECK(number_at(*table, ours + 520) == 1500);
    CHECK(number_at(*table, ours + 540) == 1);
    CHECK(number_at(*table, ours + 544) == 2);  // disconnected
    CHECK(number_at(*table, ours + 552) == 2);  // dwInOctets wraps
    CHECK(number_at(*table, ours + 556) == 7);  // dwInUcastPkts
    CHECK(number_at(*table, ours + 560) == 3);  // dwInNUcastPkts
    CHECK(number_at(*table, ours + 600) == 1);  // dwDescrLen: "a"
    CHECK((*table)[ours + 604] == 'a');
}

TEST_CASE("mib: a walk over interfaces sees each once, then 259", "[admin][mib]") {
    MibFixture f;
    const auto first = f.api.get_first(kReader, kNow, kIpManager, query(2));
    REQUIRE(first);
    CHECK(first->size() == 8 + 860);
    CHECK(number_at(*first, 8 + 512) == 1);
    const auto second = f.api.get_next(kReader, kNow, kIpManager, query(2, {1}));
    REQUIRE(second);
    CHECK(number_at(*second, 8 + 512) == 7);
    CHECK(code_of(f.api.get_next(kReader, kNow, kIpManager, query(2, {7}))) == Errc::NoMoreItems);
    // Between two rows, and without one: the next there is.
    CHECK(number_at(*f.api.get_next(kReader, kNow, kIpManager, query(2, {3})), 8 + 512) == 7);
    CHECK(number_at(*f.api.get_next(kReader, kNow, kIpManager, query(2)), 8 + 512) == 1);
    CHECK(number_at(*f.api.get(kReader, kNow, kIpManager, query(2, {7})), 8 + 512) == 7);
    CHECK(code_of(f.api.get(kReader, kNow, kIpManager, query(2, {3}))) == Errc::NotFound);
    CHECK(code_of(f.api.get(kReader, kNow, kIpManager, query(2))) == Errc::InvalidParameter);
    f.tables.interfaces.clear();
    CHECK(code_of(f.api.get_first(kReader, kNow, kIpManager, query(2))) == Errc::NoMoreItems);
}

TEST_CASE("mib: the forwarding table has the layout of the API", "[admin][mib]") {
    MibFixture f;
    CHECK(number_at(*f.api.get(kReader, kNow, kIpManager, query(6)), 8) == 2);
    CHECK(number_at(*f.api.get(kReader, kNow, kIpv6Manager, query(6)), 8) == 1);
    const auto table = f.api.get(kReader, kNow, kIpManager, query(7));
    REQUIRE(table);
    CHECK(table->size() == 8 + 4 + 2 * 56);
    const Bytes head(table->begin() + 12, table->begin() + 28);
    CHECK(head == Bytes{10, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 0, 10, 9, 9, 9});
    CHECK(number_at(*table, 12 + 16) == 7);           // dwForwardIfIndex
    CHECK(number_at(*table, 12 + 20) == 4);           // indirect
    CHECK(number_at(*table, 12 + 24) == 3);           // netmgmt
    CHECK(number_at(*table, 12 + 36) == 5);           // dwForwardMetric1
    CHECK(number_at(*table, 12 + 40) == 0xffffffff);  // dwForwardMetric2
    CHECK(number_at(*table, 12 + 56 + 20) == 3);      // direct
    CHECK(number_at(*table, 12 + 56 + 24) == kProtocolStaticNonDod);

    const auto table6 = f.api.get(kReader, kNow, kIpv6Manager, query(7));
    REQUIRE(table6);
    CHECK(table6->size() == 8 + 4 + 72);
    CHECK((*table6)[12] == 0x20);
    CHECK((*table6)[13] == 0x01);
    CHECK(number_at(*table6, 12 + 16) == 32);  // length of the prefix
    CHECK(number_at(*table6, 12 + 56) == kProtocolStatic);
    CHECK(number_at(*table6, 12 + 68) == 0);  // bV4
}

TEST_CASE("mib: a walk over routes sees each once, then 259", "[admin][mib]") {
    MibFixture f;
    const auto first = f.api.get_first(kReader, kNow, kIpManager, query(8));
    REQUIRE(first);
    CHECK(first->size() == 8 + 56);
    CHECK((*first)[8] == 10);
    const std::vector<std::uint32_t> key{kNet10, 3, 0, 0x0909090a};
    CHECK((*f.api.get(kReader, kNow, kIpManager, query(8, key)))[8] == 10);
    const auto second = f.api.get_next(kReader, kNow, kIpManager, query(8, key));
    REQUIRE(second);
    CHECK((*second)[8] == 192);
    const std::vector<std::uint32_t> last{0x000200c0, kProtocolStaticNonDod, 0, 0};
    CHECK(code_of(f.api.get_next(kReader, kNow, kIpManager, query(8, last))) == Errc::NoMoreItems);
    CHECK(
        code_of(f.api.get(kReader, kNow, kIpManager, query(8, {kNet10, 3, 0, 0}))) == Errc::NotFound
    );
    CHECK(
        code_of(f.api.get(kReader, kNow, kIpManager, query(8, {kNet10}))) == Errc::InvalidParameter
    );
    CHECK(
        code_of(f.api.get_next(kReader, kNow, kIpv6Manager, query(8, key))) == Errc::NotSupported
    );
    CHECK(f.api.get_first(kReader, kNow, kIpv6Manager, query(8))->size() == 8 + 72);
}

TEST_CASE("mib: statistics are those of the family, with the three counts", "[admin][mib]") {
    MibFixture f;
    const auto four = f.api.get(kReader, kNow, kIpManager, query(3));
    REQUIRE(four);
    CHECK(four->size() == 8 + 92);
    CHECK(number_at(*four, 0) == 3);
    CHECK(number_at(*four, 8) == 1);    // forwarding
    CHECK(number_at(*four, 12) == 64);  // dwDefaultTTL
    CHECK(number_at(*four, 8 + 19 * 4) == 9);
    CHECK(number_at(*four, 8 + 20 * 4) == 2);  // dwNumIf
    CHECK(number_at(*four, 8 + 21 * 4) == 4);  // dwNumAddr
    CHECK(number_at(*four, 8 + 22 * 4) == 2);  // dwNumRoutes
    const auto six = f.api.get(kReader, kNow, kIpv6Manager, query(36));
    REQUIRE(six);
    CHECK(number_at(*six, 8) == 2);  // not forwarding
    CHECK(number_at(*six, 16) == 77);
    CHECK(number_at(*six, 8 + 21 * 4) == 6);
    // Scalars and tables: the first is all there is.
    CHECK(*f.api.get_first(kReader, kNow, kIpv6Manager, query(36)) == *six);
    CHECK(code_of(f.api.get_next(kReader, kNow, kIpManager, query(3))) == Errc::NoMoreItems);
}
