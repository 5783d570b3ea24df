// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/ip_address.hpp"

#include "tests/support/catch.hpp"

using mprd::InterfaceIdentifier;
using mprd::IpAddress;
using mprd::IpPrefix;
using mprd::Ipv4Address;
using mprd::Ipv6Address;

TEST_CASE("ip address: dotted decimal is read strictly", "[base][ip]") {
    CHECK(Ipv4Address::parse("10.78.0.1") == Ipv4Address{0x0a4e0001});
    CHECK(Ipv4Address::parse("255.255.255.255") == Ipv4Address{0xffffffff});
    for (const char* bad :
         {"",
          "10",
          "10.0.0",
          "10.0.0.0.1",
          "10.0.0.256",
          "10.0.0.01",
          "10.0.0.1 ",
          "10..0.1",
          "+1.0.0.1"}) {
        INFO(bad);
        CHECK_FALSE(Ipv4Address::parse(bad));
    }
}

TEST_CASE("ip address: ipv4 prints what it read", "[base][ip]") {
    CHECK(Ipv4Address{0x0a4e0001}.to_string() == "10.78.0.1");
}

TEST_CASE("ip address: only usable hosts may be an end of a link", "[base][ip]") {
    CHECK(Ipv4Address::parse("10.0.0.1")->is_usable_host());
    for (const char* bad :
         {"0.0.0.0", "0.1.2.3", "127.0.0.1", "224.0.0.5", "255.255.255.255", "240.0.0.1"}) {
        INFO(bad);
        CHECK_FALSE(Ipv4Address::parse(bad)->is_usable_host());
    }
}

TEST_CASE("ip address: ipv6 reads the forms of RFC 4291 and prints RFC 5952", "[base][ip]") {
    struct Row {
        const char* text;
        const char* canonical;
    };
    const Row rows[] = {
        {"::", "::"},
        {"::1", "::1"},
        {"fe80::1", "fe80::1"},
        {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},
        {"2001:0DB8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
        {"::ffff:192.0.2.1", "::ffff:c000:201"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto address = Ipv6Address::parse(row.text);
        REQUIRE(address);
        CHECK(address->to_string() == row.canonical);
    }
    for (const char* bad :
         {"",
          ":",
          ":::",
          "1::2::3",
          "12345::",
          "1:2:3:4:5:6:7",
          "1:2:3:4:5:6:7:8:9",
          "fe80::1%eth0",
          "1:"}) {
        INFO(bad);
        CHECK_FALSE(Ipv6Address::parse(bad));
    }
}

TEST_CASE("ip address: a prefix has no host bits", "[base][ip]") {
    CHECK(IpPrefix::parse("192.0.2.0/24")->to_string() == "192.0.2.0/24");
    CHECK(IpPrefix::parse("0.0.0.0/0")->length == 0);
    CHECK(IpPrefix::parse("192.0.2.7")->length == 32);
    CHECK(IpPrefix::parse("2001:db8::/32")->to_string() == "2001:db8::/32");
    for (const char* bad :
         {"192.0.2.1/24", "192.0.2.0/33", "192.0.2.0/", "2001:db8::1/32", "x/8"}) {
        INFO(bad);
        CHECK_FALSE(IpPrefix::parse(bad));
    }
}

TEST_CASE("ip address: an interface identifier makes a link-local address", "[base][ip]") {
    const InterfaceIdentifier id{{0, 0, 0, 0, 0, 0, 0, 2}};
    CHECK(id.link_local().to_string() == "fe80::2");
    CHECK_FALSE(id.is_zero());
    CHECK(InterfaceIdentifier{}.is_zero());
}
