// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/router_advertisement.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::wire;

namespace {

[[nodiscard]] Bytes packet() {
    RouterAdvertisement advertisement;
    advertisement.source = *Ipv6Address::parse("fe80::1");
    advertisement.prefix = *IpPrefix::parse("2001:db8:5:6::/64");
    advertisement.mtu = 1400;
    advertisement.lifetime_seconds = 5400;
    return make_router_advertisement(advertisement);
}

}  // namespace

TEST_CASE("router advertisement: header, options and lifetimes", "[wire]") {
    const Bytes bytes = packet();

    REQUIRE(bytes.size() == 96);
    CHECK(bytes[0] == 0x60);
    CHECK(bytes[5] == 56);    // length of the message
    CHECK(bytes[6] == 58);    // ICMPv6
    CHECK(bytes[7] == 255);   // hop limit: others are not believed
    CHECK(bytes[40] == 134);  // Router Advertisement
    CHECK((bytes[46] << 8) + bytes[47] == 5400);
    CHECK(bytes[56] == 5);  // MTU
    CHECK((bytes[62] << 8) + bytes[63] == 1400);
    CHECK(bytes[64] == 3);  // prefix
    CHECK(bytes[65] == 4);  // in units of eight octets
    CHECK(bytes[66] == 64);
    CHECK(bytes[67] == 0xc0);
    CHECK((bytes[70] << 8) + bytes[71] == 5400);
    CHECK(bytes[80] == 0x20);
    CHECK(bytes[87] == 6);
}

TEST_CASE("router advertisement: pseudo header and message add up to all ones", "[wire]") {
    const Bytes bytes = packet();

    // RFC 8200 section 8.1: addresses, length, next header; then the message.
    std::uint32_t sum = 56 + 58;
    for (std::size_t i = 8; i < bytes.size(); i += 2) {
        sum += (std::uint32_t{bytes[i]} << 8U) + bytes[i + 1];
    }
    while (sum > 0xffffU) {
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    CHECK(sum == 0xffff);
}
