// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/ipv4_range.hpp"

namespace mprd {
namespace {

/// Longest prefix whose first and last address are no hosts (RFC 3021 section 2.1).
constexpr std::uint8_t kLongestWithBroadcast = 30;

[[nodiscard]] std::optional<Ipv4Range> hosts_of(std::string_view text) {
    const auto block = IpPrefix::parse(text);
    if (!block || block->address.is_v6) {
        return std::nullopt;
    }
    // In 64 bits, for a /32 shifts all 32 of them out.
    const auto host_bits = static_cast<std::uint32_t>(std::uint64_t{0xffffffff} >> block->length);
    Ipv4Range range{block->address.v4, Ipv4Address{block->address.v4.value | host_bits}};
    if (block->length <= kLongestWithBroadcast) {
        ++range.first.value;
        --range.last.value;
    }
    return range;
}

}  // namespace

std::optional<Ipv4Range> Ipv4Range::parse(std::string_view text) {
    const std::size_t dash = text.find('-');
    if (dash == std::string_view::npos) {
        return hosts_of(text);
    }
    const auto first = Ipv4Address::parse(text.substr(0, dash));
    const auto last = Ipv4Address::parse(text.substr(dash + 1));
    if (!first || !last || *last < *first) {
        return std::nullopt;
    }
    return Ipv4Range{*first, *last};
}

std::string Ipv4Range::to_string() const {
    return first == last ? first.to_string() : first.to_string() + '-' + last.to_string();
}

}  // namespace mprd
