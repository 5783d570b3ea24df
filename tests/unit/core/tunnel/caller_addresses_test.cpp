// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/caller_addresses.hpp"

#include "core/wire/ip_fields.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <optional>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using tunnel::CallerAddresses;

namespace {

IpAddress ip(const char* text) {
    return *IpAddress::parse(text);
}
IpPrefix prefix(const char* text) {
    return *IpPrefix::parse(text);
}

Bytes packet(const char* source, const char* destination) {
    namespace at = wire::ip;
    const IpAddress from = ip(source);
    const IpAddress to = ip(destination);
    Bytes bytes(from.is_v6 ? at::kV6Header : at::kV4Header);
    bytes[0] = from.is_v6 ? 0x60 : 0x45;
    if (from.is_v6) {
        std::copy(from.v6.bytes.begin(), from.v6.bytes.end(), bytes.begin() + at::kV6Addresses);
        std::copy(to.v6.bytes.begin(), to.v6.bytes.end(), bytes.begin() + at::kV6Addresses + 16);
    } else {
        at::put32(bytes, at::kV4Addresses, from.v4.value);
        at::put32(bytes, at::kV4Addresses + 4, to.v4.value);
    }
    return bytes;
}

}  // namespace

TEST_CASE("caller addresses: the longest prefix tells the caller", "[tunnel][addresses]") {
    CallerAddresses addresses;
    addresses.add(1, prefix("0.0.0.0/0"));
    addresses.add(2, prefix("10.0.0.0/8"));
    addresses.add(3, prefix("10.1.0.0/16"));
    addresses.add(4, prefix("10.1.2.3"));
    addresses.add(5, prefix("fd00:9::/64"));
    struct Row {
        const char* address;
        std::optional<CallerAddresses::Caller> caller;
    };
    const Row rows[] = {
        {"10.1.2.3", 4},
        {"10.1.2.4", 3},
        {"10.2.0.1", 2},
        {"192.0.2.1", 1},
        {"fd00:9::77", 5},
        {"fd00:9:0:1::77", std::nullopt},
    };
    for (const Row& row : rows) {
        INFO(row.address);
        CHECK(addresses.find(ip(row.address)) == row.caller);
    }
    addresses.remove(3);
    CHECK(addresses.find(ip("10.1.2.4")) == 2);
    addresses.remove(1);
    CHECK_FALSE(addresses.find(ip("192.0.2.1")));
}

TEST_CASE(
    "caller addresses: of two with the same network the newer has it until he goes",
    "[tunnel][addresses]"
) {
    CallerAddresses addresses;
    addresses.add(1, prefix("192.168.20.0/24"));
    addresses.add(2, prefix("192.168.20.0/24"));
    CHECK(addresses.find(ip("192.168.20.1")) == 2);
    addresses.remove(2);
    CHECK(addresses.find(ip("192.168.20.1")) == 1);
    addresses.remove(1);
    CHECK_FALSE(addresses.find(ip("192.168.20.1")));
    addresses.remove(7);  // nobody
}

TEST_CASE("caller addresses: a packet tells its sender and its receiver", "[tunnel][addresses]") {
    CallerAddresses addresses;
    addresses.add(1, prefix("10.9.0.10"));
    addresses.add(2, prefix("10.9.0.11"));
    addresses.add(2, prefix("fd00:9::/64"));
    CHECK(addresses.sender_of(packet("10.9.0.10", "10.9.0.11")) == 1);
    CHECK(addresses.receiver_of(packet("10.9.0.10", "10.9.0.11")) == 2);
    CHECK(addresses.sender_of(packet("fd00:9::2", "fe80::1")) == 2);
    CHECK_FALSE(addresses.sender_of(packet("10.9.0.12", "10.9.0.11")));
    CHECK_FALSE(addresses.receiver_of(packet("10.9.0.10", "224.0.0.9")));
    CHECK_FALSE(addresses.receiver_of(packet("fd00:9::2", "ff02::1")));
}

TEST_CASE("caller addresses: what is no whole header is nobody's", "[tunnel][addresses][fault]") {
    CallerAddresses addresses;
    addresses.add(1, prefix("0.0.0.0/0"));
    addresses.add(1, prefix("::/0"));
    for (const char* from : {"10.9.0.10", "fd00::1"}) {
        const Bytes whole = packet(from, from);
        CHECK(addresses.sender_of(whole) == 1);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CHECK_FALSE(addresses.sender_of(ByteSpan(whole).first(size)));
        }
    }
    CHECK_FALSE(addresses.sender_of(Bytes(60, 0x50)));
}
