// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"
#include "core/tables/packet_summary.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mprd {

/// FORWARD_ACTION; the values are on the API.
enum class FilterAction : std::uint32_t {
    Forward = 0,
    Drop = 1,
};
/// "forward", "drop"; nullopt for any other text.
[[nodiscard]] const char* to_string(FilterAction action);
[[nodiscard]] std::optional<FilterAction> parse_filter_action(std::string_view text);

/// ICMP type or code of a filter that takes every one. (Zero is echo-reply.)
inline constexpr std::uint8_t kAnyIcmp = 0xff;
/// Bits of PacketFilter::late_bound: the router puts the interface's own address or mask there.
inline constexpr std::uint32_t kLateBoundSource = 0x1 | 0x10;
inline constexpr std::uint32_t kLateBoundDestination = 0x4 | 0x20;
/// Filters in one FilterSet.
inline constexpr std::size_t kMaxFilters = 1024;

/// One line of a filter list (FILTER_INFO, FILTER_INFO_V6): the packets that have all of this.
struct PacketFilter {
    /// Length zero: any address, of whichever family the list is.
    IpPrefix source;
    IpPrefix destination;
    /// IANA number; 0: any.
    std::uint8_t protocol = 0;
    /// With protocol 6 or 17 only; 0: any.
    std::uint16_t source_port = 0;
    std::uint16_t destination_port = 0;
    /// With protocol 1 or 58 only.
    std::uint8_t icmp_type = kAnyIcmp;
    std::uint8_t icmp_code = kAnyIcmp;
    /// fLateBound as it was given: addresses whose bit is set count as any.
    std::uint32_t late_bound = 0;

    /// A packet of the other family is never matched by a filter that has an address.
    [[nodiscard]] bool matches(const PacketSummary& packet) const;
    friend bool operator==(const PacketFilter&, const PacketFilter&) = default;
};

/// FILTER_DESCRIPTOR. `default_action` is for packets that match *no* filter; a packet that matches
/// one gets the opposite (reference/rrasm-protocol.md section 6).
struct FilterSet {
    FilterAction default_action = FilterAction::Forward;
    std::vector<PacketFilter> filters;

    /// Lets everything pass, as if it were not there.
    [[nodiscard]] bool is_empty() const {
        return filters.empty() && default_action == FilterAction::Forward;
    }
    [[nodiscard]] FilterAction decide(const PacketSummary& packet) const;
    /// Every filter by itself and against the family of the list; the error says which (87).
    [[nodiscard]] Result<void> validate(bool is_v6) const;
    friend bool operator==(const FilterSet&, const FilterSet&) = default;
};

/// What may pass one network interface, for one family. Empty: all.
struct PacketRules {
    FilterSet input;   ///< from the link to the host
    FilterSet output;  ///< from the host to the link
    /// IFFILTER_INFO: fragments that come from the link are dropped.
    bool drop_fragments = false;

    [[nodiscard]] bool is_empty() const {
        return input.is_empty() && output.is_empty() && !drop_fragments;
    }
    friend bool operator==(const PacketRules&, const PacketRules&) = default;
};

}  // namespace mprd
