// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mprd::wire {

/// PPP protocol field values (IANA "Point-to-Point Protocol Field Assignments").
/// 0x0xxx: network data, 0x8xxx: its control protocol, 0xcxxx: the link itself (RFC 1661 section
/// 2).
inline constexpr std::uint16_t kProtocolIpv4 = 0x0021;    // RFC 1332
inline constexpr std::uint16_t kProtocolIpv6 = 0x0057;    // RFC 5072
inline constexpr std::uint16_t kProtocolIpcp = 0x8021;    // RFC 1332
inline constexpr std::uint16_t kProtocolIpv6cp = 0x8057;  // RFC 5072
inline constexpr std::uint16_t kProtocolCcp = 0x80fd;     // RFC 1962
inline constexpr std::uint16_t kProtocolLcp = 0xc021;     // RFC 1661
inline constexpr std::uint16_t kProtocolPap = 0xc023;     // RFC 1334
inline constexpr std::uint16_t kProtocolCbcp = 0xc029;    // draft-ietf-pppext-callback-cp
inline constexpr std::uint16_t kProtocolChap = 0xc223;    // RFC 1994
inline constexpr std::uint16_t kProtocolEap = 0xc227;     // RFC 3748

}  // namespace mprd::wire
