// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/packet_summary.hpp"

#include "core/tables/ip_protocols.hpp"

#include <algorithm>

namespace mprd {
namespace {

// IPv6 extension headers, RFC 8200 section 4 and RFC 4302.
constexpr std::uint8_t kHopByHop = 0;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestinationOptions = 60;
constexpr int kMaxExtensionHeaders = 8;  // more is an attack, not a packet

[[nodiscard]] bool has_ports(std::uint8_t protocol) {
    return protocol == kTcp || protocol == kUdp || protocol == kSctp;
}

void read_transport(ByteSpan payload, PacketSummary& summary) {
    ByteReader reader(payload);
    if (has_ports(summary.protocol) && payload.size() >= 4) {
        summary.source_port = *reader.u16();
        summary.destination_port = *reader.u16();
    } else if (summary.protocol == kIcmp || summary.protocol == kIcmpV6) {
        summary.icmp_type = reader.u8().value_or(0);
        summary.icmp_code = reader.u8().value_or(0);
    }
}

[[nodiscard]] std::optional<PacketSummary> parse_v4(ByteSpan packet) {
    const std::size_t header = std::size_t{4} * (packet[0] & 0x0fU);
    if (packet.size() < 20 || header < 20 || packet.size() < header) {
        return std::nullopt;
    }
    PacketSummary summary;
    summary.size = static_cast<std::uint32_t>(packet.size());
    ByteReader reader(packet.subspan(6));
    const std::uint16_t fragment = *reader.u16();
    summary.protocol = packet[9];
    ByteReader addresses(packet.subspan(12));
    summary.source = IpAddress::from(Ipv4Address{*addresses.u32()});
    summary.destination = IpAddress::from(Ipv4Address{*addresses.u32()});
    if ((fragment & 0x1fffU) == 0) {
        read_transport(packet.subspan(header), summary);
    }
    return summary;
}

/// Steps over one extension header. False when `next` is none, or it does not fit.
[[nodiscard]] bool skip_extension(ByteSpan& rest, std::uint8_t& next, bool& is_later_fragment) {
    const bool is_extension = next == kHopByHop || next == kRouting || next == kFragment ||
                              next == kAuthentication || next == kDestinationOptions;
    if (!is_extension || rest.size() < 8) {
        return false;
    }
    std::size_t length = std::size_t{8} * (std::size_t{1} + rest[1]);
    if (next == kFragment) {
        length = 8;
        is_later_fragment = ((static_cast<unsigned>(rest[2]) << 8U) | rest[3]) >> 3U != 0;
    } else if (next == kAuthentication) {
        length = std::size_t{4} * (std::size_t{2} + rest[1]);
    }
    if (length > rest.size()) {
        return false;
    }
    next = rest[0];
    rest = rest.subspan(length);
    return !is_later_fragment;
}

[[nodiscard]] std::optional<PacketSummary> parse_v6(ByteSpan packet) {
    if (packet.size() < 40) {
        return std::nullopt;
    }
    PacketSummary summary;
    summary.size = static_cast<std::uint32_t>(packet.size());
    Ipv6Address source;
    Ipv6Address destination;
    std::copy_n(packet.begin() + 8, 16, source.bytes.begin());
    std::copy_n(packet.begin() + 24, 16, destination.bytes.begin());
    summary.source = IpAddress::from(source);
    summary.destination = IpAddress::from(destination);
    std::uint8_t next = packet[6];
    ByteSpan rest = packet.subspan(40);
    bool is_later_fragment = false;
    for (int i = 0; i < kMaxExtensionHeaders; ++i) {
        if (!skip_extension(rest, next, is_later_fragment)) {
            break;
        }
    }
    summary.protocol = next;
    if (!is_later_fragment) {
        read_transport(rest, summary);
    }
    return summary;
}

[[nodiscard]] std::string icmp_name(const PacketSummary& packet) {
    const std::uint8_t type = packet.icmp_type;
    const bool is_v6 = packet.protocol == kIcmpV6;
    if (type == (is_v6 ? 128 : 8)) {
        return "echo-request";
    }
    if (type == (is_v6 ? 129 : 0)) {
        return "echo-reply";
    }
    return "type " + std::to_string(type);
}

[[nodiscard]] std::string protocol_name(std::uint8_t protocol) {
    switch (protocol) {
        case kIcmp:
            return "icmp";
        case kTcp:
            return "tcp";
        case kUdp:
            return "udp";
        case kIcmpV6:
            return "icmpv6";
        case kSctp:
            return "sctp";
        default:
            return "protocol " + std::to_string(protocol);
    }
}

[[nodiscard]] std::string endpoint(const IpAddress& address, std::uint16_t port) {
    if (port == 0) {
        return address.to_string();
    }
    const std::string text = address.is_v6 ? '[' + address.to_string() + ']' : address.to_string();
    return text + ':' + std::to_string(port);
}

}  // namespace

std::optional<PacketSummary> PacketSummary::parse(ByteSpan packet) {
    if (packet.empty()) {
        return std::nullopt;
    }
    switch (packet[0] >> 4U) {
        case 4:
            return parse_v4(packet);
        case 6:
            return parse_v6(packet);
        default:
            return std::nullopt;
    }
}

std::string PacketSummary::to_string() const {
    std::string text = protocol_name(protocol) + ' ' + endpoint(source, source_port) + " -> " +
                       endpoint(destination, destination_port);
    if (protocol == kIcmp || protocol == kIcmpV6) {
        text += ' ' + icmp_name(*this);
    }
    return text;
}

}  // namespace mprd
