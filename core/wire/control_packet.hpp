// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <optional>

namespace mprd::wire {

/// Codes that all control protocols share (RFC 1661 section 5).
/// Codes 1 to 4 carry option lists, 5 and 6 any data, 7 a copy of the rejected packet.
inline constexpr std::uint8_t kConfigureRequest = 1;
inline constexpr std::uint8_t kConfigureAck = 2;
inline constexpr std::uint8_t kConfigureNak = 3;
inline constexpr std::uint8_t kConfigureReject = 4;
inline constexpr std::uint8_t kTerminateRequest = 5;
inline constexpr std::uint8_t kTerminateAck = 6;
inline constexpr std::uint8_t kCodeReject = 7;
/// Codes of LCP only (RFC 1661 sections 5.7 to 5.9, RFC 1570 sections 2.1 and 2.2).
/// Echo, Reply and Discard carry a magic number first; Protocol-Reject a protocol number.
inline constexpr std::uint8_t kProtocolReject = 8;
inline constexpr std::uint8_t kEchoRequest = 9;
inline constexpr std::uint8_t kEchoReply = 10;
inline constexpr std::uint8_t kDiscardRequest = 11;
inline constexpr std::uint8_t kIdentification = 12;
inline constexpr std::uint8_t kTimeRemaining = 13;

/// Code, identifier and length: the head that LCP, the NCPs, PAP and CHAP have in common.
inline constexpr std::size_t kControlHeaderSize = 4;

/// A control packet without its padding. `data` points into the information field.
struct ControlPacket {
    /// First octet.
    std::uint8_t code = 0;
    /// Second octet: matches answers to requests.
    std::uint8_t id = 0;
    /// Behind the head, as long as the length field says; may be empty.
    ByteSpan data;
};

/// Nothing if the packet is shorter than its head or than its own length field says (RFC 1661
/// section 5: such packets are silently discarded). Bytes past the length field are padding.
[[nodiscard]] std::optional<ControlPacket> parse_control_packet(ByteSpan information);

/// The information field of one control packet. `data` that does not fit the length field is cut.
/// The length field is 16 bits, high byte first, and counts the head.
[[nodiscard]] Bytes make_control_packet(std::uint8_t code, std::uint8_t id, ByteSpan data);

}  // namespace mprd::wire
