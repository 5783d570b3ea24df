// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mprd {

/// An IPv4 address; `value` is in host order (10.0.0.1 is 0x0a000001).
struct Ipv4Address {
    std::uint32_t value = 0;
    /// Dotted decimal, four parts, no leading zeros, nothing around it.
    [[nodiscard]] static std::optional<Ipv4Address> parse(std::string_view text);
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] bool is_unspecified() const { return value == 0; }
    /// May be given to one end of a point-to-point link: not 0/8, 127/8, multicast, reserved or
    /// broadcast.
    [[nodiscard]] bool is_usable_host() const;
    friend auto operator<=>(Ipv4Address, Ipv4Address) = default;
};

/// An IPv6 address in network order.
struct Ipv6Address {
    std::array<std::uint8_t, 16> bytes{};
    /// Text form of RFC 4291 section 2.2, without zone and without prefix length.
    [[nodiscard]] static std::optional<Ipv6Address> parse(std::string_view text);
    /// Canonical text of RFC 5952.
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] bool is_unspecified() const;
    friend auto operator<=>(const Ipv6Address&, const Ipv6Address&) = default;
};

/// The 64-bit interface identifier that IPV6CP negotiates (RFC 5072 section 4.1), network order.
struct InterfaceIdentifier {
    /// Zero asks the peer for one (RFC 5072 section 4.1).
    std::array<std::uint8_t, 8> bytes{};
    [[nodiscard]] bool is_zero() const { return bytes == std::array<std::uint8_t, 8>{}; }
    /// An IPv6 address whose upper 64 bits are zero ("::1:2:3:4").
    [[nodiscard]] static std::optional<InterfaceIdentifier> parse(std::string_view text);
    [[nodiscard]] std::string to_string() const;
    /// fe80::/64 with this identifier.
    [[nodiscard]] Ipv6Address link_local() const;
    friend auto operator<=>(const InterfaceIdentifier&, const InterfaceIdentifier&) = default;
};

/// Either family, for routes and packet summaries.
struct IpAddress {
    /// Says which of the two members counts; the other one is unspecified.
    bool is_v6 = false;
    Ipv4Address v4;
    Ipv6Address v6;
    [[nodiscard]] static IpAddress from(Ipv4Address address) { return {false, address, {}}; }
    [[nodiscard]] static IpAddress from(const Ipv6Address& address) { return {true, {}, address}; }
    /// Text of either family.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    [[nodiscard]] std::string to_string() const { return is_v6 ? v6.to_string() : v4.to_string(); }
    friend auto operator<=>(const IpAddress&, const IpAddress&) = default;
};

/// An address block such as 192.0.2.0/24. Host bits are zero.
struct IpPrefix {
    IpAddress address;
    /// Bits: 0 to 32, or 0 to 128.
    std::uint8_t length = 0;
    /// "address/length" or a bare address (32 or 128). Host bits that are not zero make it invalid.
    [[nodiscard]] static std::optional<IpPrefix> parse(std::string_view text);
    [[nodiscard]] std::string to_string() const;
    /// Never for an address of the other family.
    [[nodiscard]] bool contains(const IpAddress& candidate) const;
    friend auto operator<=>(const IpPrefix&, const IpPrefix&) = default;
};

}  // namespace mprd
