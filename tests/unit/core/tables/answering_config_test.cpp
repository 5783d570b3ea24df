// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/router_config.hpp"
#include "tests/support/catch.hpp"

#include <functional>
#include <string>

using namespace mprd;

namespace {

/// What validate() says of a configuration with this change; empty: nothing.
[[nodiscard]] std::string complaint(const std::function<void(RouterConfig&)>& change) {
    RouterConfig config;
    config.answering.local_address = *Ipv4Address::parse("10.0.0.1");
    config.answering.pools = {*Ipv4Range::parse("10.0.0.10-10.0.0.19")};
    config.users.resize(2);
    config.users[0].name = "ann";
    config.users[1].name = "ben";
    change(config);
    const auto checked = config.validate();
    return checked ? std::string{} : checked.error().detail;
}

[[nodiscard]] std::string range(const char* text) {
    const auto parsed = Ipv4Range::parse(text);
    return parsed ? parsed->to_string() : "wrong";
}

}  // namespace

TEST_CASE("ranges: first to last, one address, or the hosts of a block", "[tables][pool]") {
    CHECK(range("10.0.0.10-10.0.0.19") == "10.0.0.10-10.0.0.19");
    CHECK(range("10.0.0.10") == "10.0.0.10");
    CHECK(range("10.0.0.10-10.0.0.10") == "10.0.0.10");
    CHECK(range("10.0.0.0/24") == "10.0.0.1-10.0.0.254");
    CHECK(range("10.0.0.4/30") == "10.0.0.5-10.0.0.6");
    CHECK(range("10.0.0.4/31") == "10.0.0.4-10.0.0.5");
    CHECK(range("0.0.0.0/0") == "0.0.0.1-255.255.255.254");
    for (const char* text :
         {"",
          "-",
          "10.0.0.1-",
          "-10.0.0.1",
          "10.0.0.9-10.0.0.1",
          "10.0.0.1/24",
          "::1",
          "10.0.0.1 - 10.0.0.2"}) {
        CHECK(range(text) == "wrong");
    }
    CHECK(Ipv4Range::parse("0.0.0.0-255.255.255.255")->size() == std::uint64_t{1} << 32U);
}

TEST_CASE("identifiers: the lower half of an IPv6 address", "[tables]") {
    CHECK(InterfaceIdentifier::parse("::1:2:3:4")->to_string() == "::1:2:3:4");
    CHECK(InterfaceIdentifier::parse("::")->is_zero());
    CHECK_FALSE(InterfaceIdentifier::parse("fe80::1").has_value());
    CHECK_FALSE(InterfaceIdentifier::parse("1").has_value());
}

TEST_CASE("answering: pools that cannot work are refused with the reason", "[tables][pool]") {
    CHECK(complaint([](auto&) {}).empty());
    CHECK(complaint([](auto& c) {
              c.answering.local_address = {};
          }).find("localAddress") != std::string::npos);
    CHECK(complaint([](auto& c) {
              c.answering.pools.push_back(*Ipv4Range::parse("10.0.0.19"));
          }) == "answering: pools: \"10.0.0.19\": expected ranges without an address in common");
    CHECK(complaint([](auto& c) {
              c.answering.pools = {*Ipv4Range::parse("10.0.0.0/8")};
          }) == "answering: pools: expected at most 1048576 addresses together");
    CHECK(complaint([](auto& c) {
              c.answering.pools = {*Ipv4Range::parse("224.0.0.1")};
          }).find("expected host addresses") != std::string::npos);
    CHECK(complaint([](auto& c) {
              c.answering.ipv6_prefixes = {*IpPrefix::parse("2001:db8::/65")};
          }).find("44 to 64 bits") != std::string::npos);
    CHECK(complaint([](auto& c) {
              c.answering.ipv6_prefixes = {
                  *IpPrefix::parse("2001:db8::/48"), *IpPrefix::parse("2001:db8:0:7::/64")};
          }).find("do not contain each other") != std::string::npos);
    CHECK(complaint([](auto& c) {
              c.answering.pools.assign(kMaxPoolRanges + 1, *Ipv4Range::parse("10.0.0.1"));
          }).find("at most 64") != std::string::npos);
}

TEST_CASE("users: what is one user's alone cannot be another's", "[tables][pool]") {
    const auto both = [](auto set) {
        return complaint([&](RouterConfig& config) {
            set(config.users[0]);
            set(config.users[1]);
        });
    };
    CHECK(both([](auto& user) {
              user.address = *Ipv4Address::parse("10.0.0.12");
          }) == "user \"ben\": address: another user has it");
    CHECK(both([](auto& user) {
              user.ipv6_prefix = IpPrefix::parse("2001:db8::/64");
          }) == "user \"ben\": ipv6Prefix: another user has it");
    CHECK(complaint([](auto& c) {
              c.users[0].ipv6_prefix = IpPrefix::parse("2001:db8::/56");
          }).find("64 bits") != std::string::npos);
    CHECK(complaint([](auto& c) {
              c.users[0].address = *Ipv4Address::parse("127.0.0.1");
          }).find("the address of a host") != std::string::npos);
}
