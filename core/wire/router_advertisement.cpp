// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/router_advertisement.hpp"

#include "core/wire/internet_checksum.hpp"

namespace mprd::wire {
namespace {

constexpr std::uint8_t kIcmpv6 = 58;                // RFC 4443 section 1
constexpr std::uint8_t kRouterAdvertisement = 134;  // RFC 4861 section 4.2
constexpr std::uint8_t kOptionPrefix = 3;           // RFC 4861 section 4.6.2
constexpr std::uint8_t kOptionMtu = 5;              // RFC 4861 section 4.6.4
/// "On-link", and "may be used for address configuration".
constexpr std::uint8_t kPrefixFlags = 0xc0;
/// Others are not believed (RFC 4861 section 6.1.2).
constexpr std::uint8_t kHopLimit = 255;
constexpr std::uint8_t kHostHopLimit = 64;  ///< what the host is to send with

[[nodiscard]] Ipv6Address all_nodes() {
    Ipv6Address address;
    address.bytes[0] = 0xff;
    address.bytes[1] = 0x02;
    address.bytes[15] = 0x01;
    return address;
}

/// RFC 4443 section 2.3: over the pseudo header of RFC 8200 section 8.1 and the message.
[[nodiscard]] std::uint16_t checksum(
    const Ipv6Address& source, const Ipv6Address& destination, ByteSpan message
) {
    return InternetChecksum{}
        .add(source.bytes)
        .add(destination.bytes)
        .add(static_cast<std::uint16_t>(message.size()))
        .add(std::uint16_t{kIcmpv6})
        .add(message)
        .complement();
}

[[nodiscard]] Bytes message_of(const RouterAdvertisement& advertisement) {
    Bytes message;
    ByteWriter(message)
        .u8(kRouterAdvertisement)
        .u8(0)
        .u16(0)  // checksum
        .u8(kHostHopLimit)
        .u8(0)  // no DHCPv6
        .u16(advertisement.lifetime_seconds)
        .u32(0)  // reachable time: not said
        .u32(0)  // retransmission timer: not said
        .u8(kOptionMtu)
        .u8(1)
        .u16(0)
        .u32(advertisement.mtu)
        .u8(kOptionPrefix)
        .u8(4)
        .u8(advertisement.prefix.length)
        .u8(kPrefixFlags)
        .u32(advertisement.lifetime_seconds)  // valid
        .u32(advertisement.lifetime_seconds)  // preferred
        .u32(0)
        .bytes(advertisement.prefix.address.v6.bytes);
    return message;
}

}  // namespace

Bytes make_router_advertisement(const RouterAdvertisement& advertisement) {
    Bytes message = message_of(advertisement);
    const Ipv6Address destination = all_nodes();
    const std::uint16_t sum = checksum(advertisement.source, destination, message);
    message[2] = static_cast<std::uint8_t>(sum >> 8U);
    message[3] = static_cast<std::uint8_t>(sum & 0xffU);
    Bytes packet;
    ByteWriter(packet)
        .u32(0x60000000)  // version 6
        .u16(static_cast<std::uint16_t>(message.size()))
        .u8(kIcmpv6)
        .u8(kHopLimit)
        .bytes(advertisement.source.bytes)
        .bytes(destination.bytes)
        .bytes(message);
    return packet;
}

}  // namespace mprd::wire
