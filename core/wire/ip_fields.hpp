// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// Offsets and flags of IP and TCP headers, for code that changes packets in place.
namespace mprd::wire::ip {

// RFC 791 section 3.1
inline constexpr std::size_t kV4Header = 20;  ///< without options
inline constexpr std::size_t kV4TotalLength = 2;
inline constexpr std::size_t kV4Id = 4;
inline constexpr std::size_t kV4Fragment = 6;
inline constexpr std::uint16_t kV4DontFragment = 0x4000;
inline constexpr std::size_t kV4Protocol = 9;
inline constexpr std::size_t kV4Checksum = 10;
inline constexpr std::size_t kV4Addresses = 12;
inline constexpr std::size_t kV4AddressesSize = 8;
// RFC 8200 section 3
inline constexpr std::size_t kV6Header = 40;
inline constexpr std::size_t kV6PayloadLength = 4;
inline constexpr std::size_t kV6NextHeader = 6;
inline constexpr std::size_t kV6Addresses = 8;
inline constexpr std::size_t kV6AddressesSize = 32;
// RFC 9293 section 3.1
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::size_t kTcpHeader = 20;  ///< without options
inline constexpr std::size_t kTcpSequence = 4;
inline constexpr std::size_t kTcpAcknowledgment = 8;
inline constexpr std::size_t kTcpDataOffset = 12;
inline constexpr std::size_t kTcpFlags = 13;
inline constexpr std::size_t kTcpWindow = 14;
inline constexpr std::size_t kTcpChecksum = 16;
inline constexpr std::size_t kTcpUrgent = 18;
inline constexpr std::uint8_t kFin = 0x01;
inline constexpr std::uint8_t kPsh = 0x08;
inline constexpr std::uint8_t kAck = 0x10;
inline constexpr std::uint8_t kCwr = 0x80;

/// Fields in network order. The octets must be there.
[[nodiscard]] inline std::uint16_t get16(std::span<const std::uint8_t> bytes, std::size_t at) {
    return static_cast<std::uint16_t>((bytes[at] << 8U) | bytes[at + 1]);
}
[[nodiscard]] inline std::uint32_t get32(std::span<const std::uint8_t> bytes, std::size_t at) {
    return (std::uint32_t{get16(bytes, at)} << 16U) | get16(bytes, at + 2);
}
inline void put16(std::span<std::uint8_t> bytes, std::size_t at, std::uint16_t value) {
    bytes[at] = static_cast<std::uint8_t>(value >> 8U);
    bytes[at + 1] = static_cast<std::uint8_t>(value & 0xffU);
}
inline void put32(std::span<std::uint8_t> bytes, std::size_t at, std::uint32_t value) {
    put16(bytes, at, static_cast<std::uint16_t>(value >> 16U));
    put16(bytes, at + 2, static_cast<std::uint16_t>(value & 0xffffU));
}

}  // namespace mprd::wire::ip
