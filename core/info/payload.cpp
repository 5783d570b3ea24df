// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/payload.hpp"

#include "core/info/little_endian.hpp"
#include "core/tables/ip_protocols.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace mprd::info {
namespace {

// dwForwardProto (reference/mprapi-types.md section 9).
constexpr std::uint32_t kProtocolNetMgmt = 3;
constexpr std::uint32_t kProtocolAutoStatic = 10002;
constexpr std::uint32_t kProtocolStatic = 10006;
constexpr std::uint32_t kProtocolStaticNonDod = 10007;
constexpr std::uint32_t kViewMulticast = 2;
constexpr std::uint32_t kStatusUp = 1;
constexpr std::uint32_t kStatusDown = 2;
constexpr std::uint32_t kHighestLogLevel = 3;
constexpr std::size_t kDescriptorHead = 12;
constexpr std::uint32_t kDescriptorVersion = 1;
constexpr std::uint32_t kForever = 0xffffffff;

[[nodiscard]] std::uint32_t mask_of(unsigned length) {
    return length == 0 ? 0 : ~std::uint32_t{0} << (32U - length);
}

/// nullopt for a mask with gaps.
[[nodiscard]] std::optional<std::uint8_t> length_of(std::uint32_t mask) {
    for (std::uint8_t length = 0; length <= 32; ++length) {
        if (mask == mask_of(length)) {
            return length;
        }
    }
    return std::nullopt;
}

[[nodiscard]] std::optional<std::uint8_t> length_of_v6(std::uint32_t length) {
    return length > 128 ? std::nullopt : std::optional(static_cast<std::uint8_t>(length));
}

[[nodiscard]] bool is_zero(const IpAddress& address) {
    return address.v4.is_unspecified() && address.v6.is_unspecified();
}

[[nodiscard]] Ipv6Address load_v6(ByteSpan data, std::size_t at) {
    Ipv6Address address;
    std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(at), 16, address.bytes.begin());
    return address;
}

/// The first `length` bits; the others become zero.
[[nodiscard]] IpPrefix block_of(Ipv4Address address, std::uint8_t length) {
    return {IpAddress::from(Ipv4Address{address.value & mask_of(length)}), length};
}
[[nodiscard]] IpPrefix block_of(Ipv6Address address, std::uint8_t length) {
    for (std::size_t bit = 0; bit < 128; ++bit) {
        if (bit >= length) {
            address.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> (bit % 8)));
        }
    }
    return {IpAddress::from(address), length};
}

void append_v4(Bytes& out, std::uint32_t value) {
    ByteWriter(out).u32(value);
}

// ---- routes

[[nodiscard]] Result<IpPrefix> destination_of(ByteSpan item, TransportId family) {
    if (family == TransportId::Ipv4) {
        const Ipv4Address address{load32_network(item, 0)};
        const auto length = length_of(load32_network(item, 4));
        if (!length || block_of(address, *length).address.v4 != address) {
            return invalid("expected a mask without gaps and a destination without host bits");
        }
        return block_of(address, *length);
    }
    const Ipv6Address address = load_v6(item, 0);
    const std::uint32_t length = load32(item, 16);
    if (length > 128 ||
        block_of(address, static_cast<std::uint8_t>(length)).address.v6 != address) {
        return invalid("expected a prefix length up to 128 and a destination without host bits");
    }
    return block_of(address, static_cast<std::uint8_t>(length));
}

[[nodiscard]] bool set_protocol(Route& route, std::uint32_t protocol) {
    route.may_dial = protocol != kProtocolStaticNonDod;
    switch (protocol) {
        case kProtocolStatic:
        case kProtocolStaticNonDod:
            route.origin = RouteOrigin::Static;
            return true;
        case kProtocolAutoStatic:
            route.origin = RouteOrigin::AutoStatic;
            return true;
        case kProtocolNetMgmt:
            route.origin = RouteOrigin::NetMgmt;
            return true;
        default:
            return false;
    }
}

[[nodiscard]] Result<Route> decode_route(ByteSpan item, TransportId family) {
    const bool is_v4 = load32(item, 68) != 0;
    if (is_v4 != (family == TransportId::Ipv4)) {
        return invalid("bV4: expected the family of the transport");
    }
    const auto destination = destination_of(item, family);
    if (!destination) {
        return destination.error();
    }
    Route route;
    route.destination = *destination;
    route.metric = load32(item, is_v4 ? 24 : 44);
    if (!set_protocol(route, load32(item, 56))) {
        return invalid(
            "protocol: expected 10006, 10007, 10002 or 3, found " + std::to_string(load32(item, 56))
        );
    }
    if (load32(item, 64) == kViewMulticast) {
        return invalid("view: expected one with unicast (1)");
    }
    return route;
}

/// dwForwardPreference: what the sample header of the reference gives to each protocol.
[[nodiscard]] std::uint32_t preference_of(std::uint32_t protocol) {
    switch (protocol) {
        case kProtocolStatic:
            return 3;
        case kProtocolStaticNonDod:
            return 5;
        case kProtocolAutoStatic:
            return 7;
        default:
            return 10;
    }
}

// ---- filters

/// "Zero address = any", whatever the mask. A block that becomes zero by its mask cannot be told
/// from that and is refused.
[[nodiscard]] Result<IpPrefix> filter_block(ByteSpan data, std::size_t at, TransportId family) {
    const bool is_v4 = family == TransportId::Ipv4;
    const auto length =
        is_v4 ? length_of(load32_network(data, at + 4)) : length_of_v6(load32(data, at + 16));
    if (!length) {
        return invalid("expected a mask without gaps, or a prefix length up to 128");
    }
    const IpAddress address = is_v4 ? IpAddress::from(Ipv4Address{load32_network(data, at)})
                                    : IpAddress::from(load_v6(data, at));
    if (*length == 0 || is_zero(address)) {
        return IpPrefix{};
    }
    const IpPrefix block = is_v4 ? block_of(address.v4, *length) : block_of(address.v6, *length);
    if (is_zero(block.address)) {
        return invalid("expected an address with a bit inside its mask");
    }
    return block;
}

/// Type or code of ICMP: 255 and 65535 are any.
[[nodiscard]] std::optional<std::uint8_t> icmp_number(std::uint16_t field) {
    if (field > 0xff && field != 0xffff) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(field & 0xffU);
}

/// Ports are in network order, the ICMP fields in their place little-endian.
[[nodiscard]] bool read_ports(ByteSpan data, std::size_t at, PacketFilter& filter) {
    if (filter.protocol != kIcmp && filter.protocol != kIcmpV6) {
        filter.source_port = load16_network(data, at);
        filter.destination_port = load16_network(data, at + 2);
        return true;
    }
    const auto type = icmp_number(load16(data, at));
    const auto code = icmp_number(load16(data, at + 2));
    filter.icmp_type = type.value_or(kAnyIcmp);
    filter.icmp_code = code.value_or(kAnyIcmp);
    return type && code;
}

[[nodiscard]] Result<PacketFilter> decode_filter(ByteSpan data, TransportId family) {
    const std::size_t block = family == TransportId::Ipv4 ? 8 : 20;
    const auto source = filter_block(data, 0, family);
    if (!source) {
        return source.error();
    }
    const auto destination = filter_block(data, block, family);
    if (!destination) {
        return destination.error();
    }
    const std::uint32_t protocol = load32(data, 2 * block);
    PacketFilter filter;
    filter.source = *source;
    filter.destination = *destination;
    filter.protocol = static_cast<std::uint8_t>(protocol & 0xffU);
    filter.late_bound = load32(data, 2 * block + 4);
    if (protocol > 0xff || !read_ports(data, 2 * block + 8, filter)) {
        return invalid("expected a protocol up to 255, and an ICMP type and code up to 255");
    }
    return filter;
}

void append_block(Bytes& out, const IpPrefix& block, TransportId family) {
    if (family == TransportId::Ipv4) {
        append_v4(out, block.address.v4.value);
        append_v4(out, mask_of(block.length));
        return;
    }
    ByteWriter(out).bytes(block.address.v6.bytes);
    append32(out, block.length);
}

void append_filter(Bytes& out, const PacketFilter& filter, TransportId family) {
    append_block(out, filter.source, family);
    append_block(out, filter.destination, family);
    append32(out, filter.protocol);
    append32(out, filter.late_bound);
    if (filter.protocol == kIcmp || filter.protocol == kIcmpV6) {
        append16(out, filter.icmp_type);
        append16(out, filter.icmp_code);
    } else {
        ByteWriter(out).u16(filter.source_port).u16(filter.destination_port);
    }
}

[[nodiscard]] Bytes one_number(std::uint32_t value) {
    Bytes out;
    append32(out, value);
    return out;
}

}  // namespace

std::uint32_t protocol_of(const Route& route) {
    switch (route.origin) {
        case RouteOrigin::Static:
            return route.may_dial ? kProtocolStatic : kProtocolStaticNonDod;
        case RouteOrigin::NetMgmt:
            return kProtocolNetMgmt;
        case RouteOrigin::AutoStatic:
            return kProtocolAutoStatic;
    }
    return kProtocolStatic;
}

Result<std::vector<Route>> decode_routes(const InfoBlock& block, TransportId family) {
    if (block.item_size != kRouteSize || block.data.size() != kRouteSize * block.count) {
        return invalid("routes: expected items of 72 octets (INTERFACE_ROUTE_INFO)");
    }
    std::vector<Route> routes;
    for (std::size_t at = 0; at < block.data.size(); at += kRouteSize) {
        const auto route = decode_route(ByteSpan(block.data).subspan(at, kRouteSize), family);
        if (!route) {
            return invalid(
                "route " + std::to_string(at / kRouteSize + 1) + ": " + route.error().detail
            );
        }
        routes.push_back(*route);
    }
    return routes;
}

Bytes encode_route(const Route& route) {
    const bool is_v6 = route.destination.address.is_v6;
    Bytes out;
    if (is_v6) {
        ByteWriter(out).bytes(route.destination.address.v6.bytes);
        append32(out, route.destination.length);
        out.resize(36);           // no next hop
        append32(out, kForever);  // lifetime
        append32(out, 0);         // flags
        append32(out, route.metric);
    } else {
        append_v4(out, route.destination.address.v4.value);
        append_v4(out, mask_of(route.destination.length));
        out.resize(24);  // policy, next hop, age, AS
        append32(out, route.metric);
        out.resize(48);  // other metrics
    }
    append32(out, 0);  // the interface is the one that is asked
    append32(out, 0);  // type: as Windows returns it
    append32(out, protocol_of(route));
    append32(out, preference_of(protocol_of(route)));
    append32(out, 1);  // view: unicast
    append32(out, is_v6 ? 0 : 1);
    return out;
}

Result<FilterSet> decode_filters(ByteSpan data, TransportId family) {
    const std::size_t size = family == TransportId::Ipv4 ? kFilterSize : kFilterSize6;
    if (data.size() < kDescriptorHead || load32(data, 0) != kDescriptorVersion) {
        return invalid("filters: expected a FILTER_DESCRIPTOR of version 1");
    }
    const std::uint32_t count = load32(data, 4);
    if (count == 0 || count > (data.size() - kDescriptorHead) / size) {
        return invalid("filters: expected a count from 1 to what is there");
    }
    const std::uint32_t action = load32(data, 8);
    if (action > static_cast<std::uint32_t>(FilterAction::Drop)) {
        return invalid("filters: expected default action 0 (forward) or 1 (drop)");
    }
    FilterSet set;
    set.default_action = static_cast<FilterAction>(action);
    for (std::size_t i = 0; i < count; ++i) {
        const auto filter = decode_filter(data.subspan(kDescriptorHead + i * size, size), family);
        if (!filter) {
            return invalid("filter " + std::to_string(i + 1) + ": " + filter.error().detail);
        }
        set.filters.push_back(*filter);
    }
    if (const auto checked = set.validate(family == TransportId::Ipv6); !checked) {
        return checked.error();
    }
    return set;
}

Bytes encode_filters(const FilterSet& set, TransportId family) {
    const bool only_default = set.filters.empty();
    const FilterAction opposite =
        set.default_action == FilterAction::Forward ? FilterAction::Drop : FilterAction::Forward;
    Bytes out;
    append32(out, kDescriptorVersion);
    append32(out, only_default ? 1 : static_cast<std::uint32_t>(set.filters.size()));
    append32(out, static_cast<std::uint32_t>(only_default ? opposite : set.default_action));
    if (only_default) {
        append_filter(out, PacketFilter{}, family);
    }
    for (const PacketFilter& filter : set.filters) {
        append_filter(out, filter, family);
    }
    return out;
}

Result<GlobalInfo> decode_global(ByteSpan data) {
    if (data.size() != 8 || load32(data, 4) > kHighestLogLevel) {
        return invalid("global information: expected 8 octets and a log level from 0 to 3");
    }
    return GlobalInfo{load32(data, 0) != 0, load32(data, 4)};
}

Bytes encode_global(const GlobalInfo& info) {
    Bytes out = encode_flag(info.filtering);
    append32(out, info.log_level);
    return out;
}

Result<std::vector<ProtocolPriority>> decode_priorities(ByteSpan data) {
    if (data.size() < 4 || load32(data, 0) > (data.size() - 4) / 8) {
        return invalid("priorities: expected as many pairs as the count says");
    }
    std::vector<ProtocolPriority> priorities;
    for (std::size_t i = 0; i < load32(data, 0); ++i) {
        priorities.push_back({load32(data, 4 + 8 * i), load32(data, 8 + 8 * i)});
    }
    return priorities;
}

Bytes encode_priorities(const std::vector<ProtocolPriority>& priorities) {
    Bytes out = one_number(static_cast<std::uint32_t>(priorities.size()));
    for (const ProtocolPriority& priority : priorities) {
        append32(out, priority.protocol);
        append32(out, priority.metric);
    }
    return out;
}

Result<bool> decode_status(ByteSpan data) {
    if (data.size() != 4 || (load32(data, 0) != kStatusUp && load32(data, 0) != kStatusDown)) {
        return invalid("interface status: expected 1 (up) or 2 (down)");
    }
    return load32(data, 0) == kStatusUp;
}

Bytes encode_status(bool up) {
    return one_number(up ? kStatusUp : kStatusDown);
}

Result<bool> decode_flag(ByteSpan data) {
    if (data.size() != 4) {
        return invalid("flag: expected 4 octets");
    }
    return load32(data, 0) != 0;
}

Bytes encode_flag(bool value) {
    return one_number(value ? 1 : 0);
}

}  // namespace mprd::info
