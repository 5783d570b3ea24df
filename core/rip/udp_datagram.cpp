// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/udp_datagram.hpp"

namespace mprd::rip {
namespace {

constexpr std::size_t kIpHeader = 20;  // RFC 791 section 3.1, without options
constexpr std::size_t kUdpHeader = 8;
constexpr std::uint8_t kUdp = 17;

/// RFC 1071, not yet complemented.
std::uint32_t add_words(std::uint32_t sum, ByteSpan bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        sum += i % 2 == 0 ? std::uint32_t{bytes[i]} << 8U : bytes[i];
    }
    return sum;
}
std::uint16_t folded(std::uint32_t sum) {
    while (sum > 0xffffU) {
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    return static_cast<std::uint16_t>(sum);
}
/// RFC 768: pseudo header, then the datagram with its checksum field as it is.
std::uint16_t udp_sum(Ipv4Address source, Ipv4Address destination, ByteSpan datagram) {
    std::uint32_t sum = kUdp + static_cast<std::uint32_t>(datagram.size());
    for (const Ipv4Address address : {source, destination}) {
        sum += (address.value >> 16U) + (address.value & 0xffffU);
    }
    return folded(add_words(sum, datagram));
}
void put16(Bytes& bytes, std::size_t at, std::uint16_t value) {
    bytes[at] = static_cast<std::uint8_t>(value >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(value & 0xffU);
}

}  // namespace

std::optional<UdpDatagram> UdpDatagram::parse(ByteSpan packet) {
    if (packet.size() < kIpHeader || packet[0] >> 4U != 4) {
        return std::nullopt;
    }
    const std::size_t header = std::size_t{4} * (packet[0] & 0xfU);
    const std::size_t total = std::size_t{packet[2]} << 8U | packet[3];
    const bool is_fragment = (packet[6] & 0x3fU) != 0 || packet[7] != 0;
    if (header < kIpHeader || total < header + kUdpHeader || total > packet.size() || is_fragment ||
        packet[9] != kUdp || folded(add_words(0, packet.first(header))) != 0xffffU) {
        return std::nullopt;
    }
    UdpDatagram found;
    found.time_to_live = packet[8];
    ByteReader addresses(packet.subspan(12, 8));
    found.source.value = *addresses.u32();
    found.destination.value = *addresses.u32();
    const ByteSpan datagram = packet.subspan(header, total - header);
    ByteReader fields(datagram);
    found.source_port = *fields.u16();
    found.destination_port = *fields.u16();
    const std::size_t size = *fields.u16();
    const std::uint16_t checksum = *fields.u16();
    if (size < kUdpHeader || size > datagram.size() ||
        (checksum != 0 && udp_sum(found.source, found.destination, datagram.first(size)) != 0xffffU
        )) {
        return std::nullopt;
    }
    found.payload = datagram.subspan(kUdpHeader, size - kUdpHeader);
    return found;
}

Bytes UdpDatagram::encode() const {
    const auto size = static_cast<std::uint16_t>(kUdpHeader + payload.size());
    Bytes datagram;
    ByteWriter(datagram).u16(source_port).u16(destination_port).u16(size).u16(0).bytes(payload);
    const auto checksum = static_cast<std::uint16_t>(~udp_sum(source, destination, datagram));
    put16(datagram, 6, checksum == 0 ? 0xffff : checksum);
    Bytes packet;
    ByteWriter out(packet);
    // Precedence "internetwork control", as routing protocols have it.
    out.u8(0x45).u8(0xc0).u16(static_cast<std::uint16_t>(kIpHeader + size)).u16(0).u16(0x4000);
    out.u8(time_to_live).u8(kUdp).u16(0).u32(source.value).u32(destination.value);
    put16(packet, 10, static_cast<std::uint16_t>(~folded(add_words(0, packet))));
    out.bytes(datagram);
    return packet;
}

}  // namespace mprd::rip
