// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mprd {

/// IPv4 addresses in a row, both ends included.
struct Ipv4Range {
    Ipv4Address first;
    Ipv4Address last;  ///< not before `first`

    /// "FIRST-LAST", one address, or a block ("192.0.2.0/24"): its hosts, without the address of
    /// the network and the broadcast address, where it has them (up to /30).
    [[nodiscard]] static std::optional<Ipv4Range> parse(std::string_view text);
    /// "FIRST-LAST", or one address.
    [[nodiscard]] std::string to_string() const;
    [[nodiscard]] bool contains(Ipv4Address address) const {
        return first <= address && address <= last;
    }
    /// Addresses in it.
    [[nodiscard]] std::uint64_t size() const { return std::uint64_t{last.value} - first.value + 1; }
    friend auto operator<=>(const Ipv4Range&, const Ipv4Range&) = default;
};

}  // namespace mprd
