// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/ids.hpp"
#include "core/tables/interface_table.hpp"
#include "core/tables/packet_summary.hpp"
#include "tests/support/catch.hpp"

#include <set>

using namespace mprd;

namespace {

InterfaceDefinition named(std::string name) {
    InterfaceDefinition definition;
    definition.config.name = std::move(name);
    return definition;
}

}  // namespace

TEST_CASE("handles: a stale handle finds nothing, and numbers do not come back soon", "[tables]") {
    HandleTable<PortId, int> table;
    std::set<std::uint32_t> seen;
    for (int i = 0; i < 10000; ++i) {
        const auto id = table.insert(i);
        REQUIRE(id.has_value());
        REQUIRE(id->value != 0);
        REQUIRE(seen.insert(id->value).second);
        REQUIRE(*table.find(*id) == i);
        REQUIRE(table.erase(*id));
        REQUIRE(table.find(*id) == nullptr);
        REQUIRE_FALSE(table.erase(*id));
    }
    CHECK(table.size() == 0);
    CHECK(table.find(PortId{}) == nullptr);
}

TEST_CASE("interfaces: a name is taken once, but clients share theirs", "[tables]") {
    InterfaceTable table;
    REQUIRE(table.insert(named("branch")).has_value());
    CHECK(table.insert(named("branch")).error().code == Errc::InterfaceAlreadyExists);

    auto client = named("branch");
    client.config.type = InterfaceType::Client;
    const auto first = table.insert(client);
    const auto second = table.insert(client);
    REQUIRE((first.has_value() && second.has_value()));
    CHECK(table.find(*first)->network_name != table.find(*second)->network_name);
    CHECK(table.erase(*first));
    CHECK(table.find_name("branch", InterfaceTable::Clients::Ignored).has_value());
}

TEST_CASE("interfaces: a change that is refused changes nothing", "[tables]") {
    InterfaceTable table;
    const InterfaceId id = *table.insert(named("branch"));
    InterfaceConfig config = table.find(id)->config;
    config.policy.redial_attempts = 100;

    CHECK(table.change(id, config).error().code == Errc::InvalidParameter);
    config.policy.redial_attempts = 99;
    config.name = "other";
    CHECK(table.change(id, config).error().code == Errc::InvalidParameter);
    CHECK(table.find(id)->config == named("branch").config);
    CHECK(table.change(InterfaceId{77}, config).error().code == Errc::InvalidHandle);
}

TEST_CASE("interfaces: network names are short, clean and unique", "[tables]") {
    CHECK(derive_network_name("Head Office", {}) == "head-office");
    CHECK(derive_network_name("a/../b", {}) == "a--b");
    CHECK(derive_network_name("--", {}) == "mprd");
    CHECK(derive_network_name("\xc3\xa4", {}) == "mprd");
    const std::string longest = derive_network_name("an-interface-with-a-long-name", {});
    CHECK(longest.size() == 15);
    CHECK(derive_network_name("an-interface-with-a-long-name", {longest}).size() <= 15);
}

TEST_CASE("packets: fields of IPv4 and IPv6 packets, and nothing of rubbish", "[packet]") {
    Bytes udp;
    ByteWriter(udp)
        .u32(0x4500001c)
        .u32(0)
        .u32(0x40110000)  // UDP
        .u32(0x0a000001)
        .u32(0x0a000002)
        .u32(0x9c400035)  // 40000 to 53
        .u32(0x00080000);
    const auto summary = PacketSummary::parse(udp);
    REQUIRE(summary.has_value());
    CHECK(summary->to_string() == "udp 10.0.0.1:40000 -> 10.0.0.2:53");

    udp[7] = 1;  // a later fragment has no ports
    CHECK(PacketSummary::parse(udp)->destination_port == 0);

    Bytes ping6;
    ByteWriter(ping6).u32(0x60000000).u16(8).u8(58).u8(64);
    ping6.resize(40);
    ping6[23] = 1;
    ping6[39] = 2;
    ping6.insert(ping6.end(), {128, 0, 0, 0, 0, 0, 0, 0});
    CHECK(PacketSummary::parse(ping6)->to_string() == "icmpv6 ::1 -> ::2 echo-request");

    CHECK_FALSE(PacketSummary::parse({}).has_value());
    for (std::size_t size = 1; size < 20; ++size) {
        CHECK_FALSE(PacketSummary::parse(ByteSpan(udp).first(size)).has_value());
    }
    CHECK_FALSE(PacketSummary::parse(as_bytes("0: not a packet, but text, long enough to be one"))
                    .has_value());
}
