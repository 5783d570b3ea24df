// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/source_address.hpp"

#include "core/wire/ip_fields.hpp"

namespace mprd::wire {
namespace {

constexpr std::size_t kMinHeader = 20;  // RFC 791 section 3.1, for all offsets
constexpr std::size_t kHeaderChecksum = 10;
constexpr std::size_t kSource = 12;
constexpr std::size_t kTcpChecksum = 16;  // RFC 9293 section 3.1
constexpr std::size_t kUdpChecksum = 6;   // RFC 768
constexpr std::uint8_t kUdp = 17;

using ip::get16;
using ip::kTcp;
using ip::put16;

/// The checksum after the two words of an address have changed: RFC 1624 equation 3.
std::uint16_t updated(std::uint16_t checksum, Ipv4Address from, Ipv4Address to) {
    std::uint32_t sum = static_cast<std::uint16_t>(~checksum);
    sum += (~from.value >> 16U) + (to.value >> 16U);
    sum += (~from.value & 0xffffU) + (to.value & 0xffffU);
    while (sum > 0xffffU) {
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    return static_cast<std::uint16_t>(~sum);
}

/// Offset of the checksum that covers the source too, 0 for none that is there.
std::size_t transport_checksum(std::span<const std::uint8_t> packet, std::size_t header) {
    const bool is_first_fragment = (get16(packet, 6) & 0x1fffU) == 0;
    if (!is_first_fragment) {
        return 0;
    }
    const std::uint8_t protocol = packet[9];
    std::size_t offset = 0;
    if (protocol == kTcp) {
        offset = header + kTcpChecksum;
    } else if (protocol == kUdp) {
        offset = header + kUdpChecksum;
    }
    const bool is_there = offset != 0 && offset + 2 <= packet.size();
    // A UDP checksum of zero means that there is none.
    return is_there && (protocol == kTcp || get16(packet, offset) != 0) ? offset : 0;
}

}  // namespace

void replace_source(std::span<std::uint8_t> packet, Ipv4Address from, Ipv4Address to) {
    if (packet.size() < kMinHeader || packet[0] >> 4U != 4) {
        return;
    }
    const std::size_t header = std::size_t{4} * (packet[0] & 0xfU);
    if (header < kMinHeader || header > packet.size() ||
        get16(packet, kSource) != from.value >> 16U ||
        get16(packet, kSource + 2) != (from.value & 0xffffU)) {
        return;
    }
    put16(packet, kSource, static_cast<std::uint16_t>(to.value >> 16U));
    put16(packet, kSource + 2, static_cast<std::uint16_t>(to.value & 0xffffU));
    put16(packet, kHeaderChecksum, updated(get16(packet, kHeaderChecksum), from, to));
    if (const std::size_t offset = transport_checksum(packet, header); offset != 0) {
        put16(packet, offset, updated(get16(packet, offset), from, to));
    }
}

}  // namespace mprd::wire
