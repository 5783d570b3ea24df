// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace mprd::wire {

/// A station of an Ethernet (IEEE 802, 48 bits), first octet first.
struct MacAddress {
    std::array<std::uint8_t, 6> octets{};

    /// Everybody on the Ethernet.
    [[nodiscard]] static constexpr MacAddress broadcast() {
        return {{0xff, 0xff, 0xff, 0xff, 0xff, 0xff}};
    }
    /// Nothing unless there are exactly six octets.
    [[nodiscard]] static std::optional<MacAddress> from(ByteSpan bytes);

    /// A group of stations: the lowest bit of the first octet is set. Nobody sends from such a one.
    [[nodiscard]] constexpr bool is_group() const { return (octets[0] & 1U) != 0; }
    /// The 48 bits as a number, for tables.
    [[nodiscard]] std::uint64_t as_number() const;
    /// "02:00:5e:10:00:01".
    [[nodiscard]] std::string to_string() const;
    friend bool operator==(const MacAddress&, const MacAddress&) = default;
};

}  // namespace mprd::wire

template <>
struct std::hash<mprd::wire::MacAddress> {
    std::size_t operator()(const mprd::wire::MacAddress& address) const noexcept {
        return std::hash<std::uint64_t>{}(address.as_number());
    }
};
