// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/address_pool.hpp"

#include "core/router/prefix_pool.hpp"
#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;
using namespace mprd::router;

namespace {

[[nodiscard]] AnsweringConfig pools(
    const std::vector<const char*>& ranges, const std::vector<const char*>& excluded = {}
) {
    AnsweringConfig answering;
    answering.local_address = *Ipv4Address::parse("10.0.0.1");
    for (const char* range : ranges) {
        answering.pools.push_back(*Ipv4Range::parse(range));
    }
    for (const char* range : excluded) {
        answering.excluded.push_back(*Ipv4Range::parse(range));
    }
    return answering;
}

[[nodiscard]] UserConfig user_with(const char* address) {
    UserConfig user;
    user.name = address;
    user.address = *Ipv4Address::parse(address);
    return user;
}

/// What is lent to ports 1, 2, ... until nothing is left.
[[nodiscard]] std::string lend_all(AddressPool& pool) {
    std::string text;
    for (std::uint32_t port = 1; const auto address = pool.lend(PortId{port}); ++port) {
        text += address->to_string() + ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("address pool: several ranges are lent in order, each address once", "[router][pool]") {
    AddressPool pool(pools({"10.0.0.10-10.0.0.11", "10.0.1.5", "10.0.2.0/30"}), {});

    CHECK(pool.has_ranges());
    CHECK(lend_all(pool) == "10.0.0.10 10.0.0.11 10.0.1.5 10.0.2.1 10.0.2.2 ");
    CHECK(pool.holder(*Ipv4Address::parse("10.0.1.5")) == PortId{3});
}

TEST_CASE("address pool: what has been free for longest goes first", "[router][pool]") {
    AddressPool pool(pools({"10.0.0.10-10.0.0.13"}), {});
    const Ipv4Address first = *pool.lend(PortId{1});
    const Ipv4Address second = *pool.lend(PortId{2});

    pool.give_back(second, PortId{2});
    pool.give_back(first, PortId{1});
    CHECK(lend_all(pool) == "10.0.0.12 10.0.0.13 10.0.0.11 10.0.0.10 ");
}

TEST_CASE("address pool: what is excluded, ours or a user's own is not lent", "[router][pool]") {
    AddressPool pool(pools({"10.0.0.1-10.0.0.6"}, {"10.0.0.3-10.0.0.4"}), {user_with("10.0.0.6")});

    CHECK(lend_all(pool) == "10.0.0.2 10.0.0.5 ");
}

TEST_CASE("address pool: the users may change while it runs", "[router][pool]") {
    AddressPool pool(pools({"10.0.0.10-10.0.0.11"}), {user_with("10.0.0.10")});
    const Ipv4Address kept = *Ipv4Address::parse("10.0.0.10");
    CHECK(lend_all(pool) == "10.0.0.11 ");

    pool.set_users({user_with("10.0.0.11")});  // it is on a line: nobody else gets it after that
    CHECK(pool.lend(PortId{7}) == kept);
    pool.give_back(*Ipv4Address::parse("10.0.0.11"), PortId{1});
    CHECK_FALSE(pool.lend(PortId{8}).has_value());
    CHECK(pool.claim(*Ipv4Address::parse("10.0.0.11"), PortId{9}));
    CHECK_FALSE(pool.claim(*Ipv4Address::parse("10.0.0.11"), PortId{10}));
}

TEST_CASE("address pool: a caller may choose what nobody has", "[router][pool]") {
    AddressPool pool(pools({"10.0.0.10-10.0.0.11"}, {"10.0.0.99"}), {user_with("10.0.0.50")});
    const Ipv4Address chosen = *Ipv4Address::parse("10.0.0.10");

    for (const char* address : {"10.0.0.1", "10.0.0.99", "10.0.0.50"}) {
        CHECK_FALSE(pool.is_free(*Ipv4Address::parse(address)));
    }
    REQUIRE(pool.is_free(chosen));
    CHECK(pool.claim(chosen, PortId{1}));
    CHECK(lend_all(pool) == "10.0.0.11 ");
    pool.give_back(chosen, PortId{2});  // not his
    CHECK_FALSE(pool.is_free(chosen));
    pool.give_back(chosen, PortId{1});
    CHECK(lend_all(pool) == "10.0.0.10 ");
}

TEST_CASE("address pool: a million addresses cost nothing before they are lent", "[router][pool]") {
    AddressPool pool(pools({"10.16.0.0-10.31.255.255"}), {});

    CHECK(pool.lend(PortId{1}) == Ipv4Address::parse("10.16.0.0"));
}

TEST_CASE("prefix pool: each caller gets a /64, the one free for longest", "[router][pool]") {
    AnsweringConfig answering;
    answering.ipv6_prefixes = {
        *IpPrefix::parse("2001:db8:0:4::/63"), *IpPrefix::parse("2001:db8:1::/64")};
    UserConfig user;
    user.name = "ann";
    user.ipv6_prefix = IpPrefix::parse("2001:db8:0:5::/64");
    PrefixPool pool(answering, {user});

    CHECK(pool.has_blocks());
    CHECK(pool.lend() == IpPrefix::parse("2001:db8:0:4::/64"));
    CHECK(pool.lend() == IpPrefix::parse("2001:db8:1::/64"));
    CHECK_FALSE(pool.lend().has_value());

    pool.give_back(*IpPrefix::parse("2001:db8:0:5::/64"));  // was not lent
    pool.give_back(*IpPrefix::parse("2001:db8:ffff::/64"));
    CHECK_FALSE(pool.lend().has_value());
    pool.give_back(*IpPrefix::parse("2001:db8:1::/64"));
    CHECK(pool.lend() == IpPrefix::parse("2001:db8:1::/64"));
    pool.set_users({});
    CHECK(pool.lend() == IpPrefix::parse("2001:db8:0:5::/64"));
}
