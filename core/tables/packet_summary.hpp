// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd {

/// The part of an IP packet that policy and `mprctl why` look at.
struct PacketSummary {
    /// From the IP header; either family.
    IpAddress source;
    IpAddress destination;
    std::uint8_t protocol = 0;           ///< IANA protocol number (the last next-header for IPv6)
    std::uint16_t source_port = 0;       ///< TCP, UDP, SCTP; else 0
    std::uint16_t destination_port = 0;  ///< TCP, UDP, SCTP; else 0
    std::uint8_t icmp_type = 0;          ///< ICMP and ICMPv6; else 0
    std::uint8_t icmp_code = 0;          ///< ICMP and ICMPv6; else 0
    std::uint32_t size = 0;              ///< bytes of the whole packet

    /// nullopt when the bytes are no IPv4 or IPv6 packet. Bounded for any input; a fragment has no
    /// ports.
    [[nodiscard]] static std::optional<PacketSummary> parse(ByteSpan packet);
    /// "icmp 10.0.0.1 -> 10.0.0.2 echo-request", "tcp 10.0.0.1:40000 -> 10.0.0.2:80"; for people.
    [[nodiscard]] std::string to_string() const;
    friend bool operator==(const PacketSummary&, const PacketSummary&) = default;
};

}  // namespace mprd
