// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/packet_filter.hpp"

#include "core/tables/ip_protocols.hpp"

#include <string>

namespace mprd {
namespace {

[[nodiscard]] bool is_icmp(std::uint8_t protocol) {
    return protocol == kIcmp || protocol == kIcmpV6;
}

[[nodiscard]] bool address_matches(
    const IpPrefix& wanted, std::uint32_t late_bound, const IpAddress& address
) {
    return wanted.length == 0 || late_bound != 0 || wanted.contains(address);
}

/// What is wrong with one filter; empty: nothing.
[[nodiscard]] std::string fault_of(const PacketFilter& filter, bool is_v6) {
    for (const IpPrefix* block : {&filter.source, &filter.destination}) {
        if (block->length != 0 && block->address.is_v6 != is_v6) {
            return "expected addresses of " + std::string(is_v6 ? "IPv6" : "IPv4") + ", found " +
                   block->to_string();
        }
    }
    const bool has_port = filter.source_port != 0 || filter.destination_port != 0;
    if (has_port && filter.protocol != kTcp && filter.protocol != kUdp) {
        return "expected protocol tcp or udp with a port";
    }
    const bool has_icmp = filter.icmp_type != kAnyIcmp || filter.icmp_code != kAnyIcmp;
    if (has_icmp && !is_icmp(filter.protocol)) {
        return "expected protocol icmp or icmpv6 with an ICMP type or code";
    }
    return {};
}

}  // namespace

const char* to_string(FilterAction action) {
    return action == FilterAction::Forward ? "forward" : "drop";
}

std::optional<FilterAction> parse_filter_action(std::string_view text) {
    for (const FilterAction action : {FilterAction::Forward, FilterAction::Drop}) {
        if (text == to_string(action)) {
            return action;
        }
    }
    return std::nullopt;
}

bool PacketFilter::matches(const PacketSummary& packet) const {
    if (!address_matches(source, late_bound & kLateBoundSource, packet.source) ||
        !address_matches(destination, late_bound & kLateBoundDestination, packet.destination)) {
        return false;
    }
    if (protocol != 0 && protocol != packet.protocol) {
        return false;
    }
    if (is_icmp(protocol)) {
        return (icmp_type == kAnyIcmp || icmp_type == packet.icmp_type) &&
               (icmp_code == kAnyIcmp || icmp_code == packet.icmp_code);
    }
    return (source_port == 0 || source_port == packet.source_port) &&
           (destination_port == 0 || destination_port == packet.destination_port);
}

FilterAction FilterSet::decide(const PacketSummary& packet) const {
    for (const PacketFilter& filter : filters) {
        if (filter.matches(packet)) {
            return default_action == FilterAction::Forward ? FilterAction::Drop
                                                           : FilterAction::Forward;
        }
    }
    return default_action;
}

Result<void> FilterSet::validate(bool is_v6) const {
    if (filters.size() > kMaxFilters) {
        return make_error(
            Errc::InvalidParameter,
            "filters: expected at most " + std::to_string(kMaxFilters) + ", found " +
                std::to_string(filters.size())
        );
    }
    for (std::size_t i = 0; i < filters.size(); ++i) {
        if (const std::string fault = fault_of(filters[i], is_v6); !fault.empty()) {
            return make_error(
                Errc::InvalidParameter, "filter " + std::to_string(i + 1) + ": " + fault
            );
        }
    }
    return {};
}

}  // namespace mprd
