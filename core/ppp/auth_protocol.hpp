// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/ppp/ppp_config.hpp"

#include <cstdint>
#include <optional>

namespace mprd::ppp {

/// CHAP algorithm numbers (RFC 1994 section 3, RFC 2759 section 3).
/// One octet behind the protocol number 0xc223 in the Authentication-Protocol option.
inline constexpr std::uint8_t kChapAlgorithmMd5 = 5;
inline constexpr std::uint8_t kChapAlgorithmMsV2 = 0x81;

/// The value of LCP's Authentication-Protocol option (RFC 1661 section 6.2) for a method.
/// Two octets 0xc023 for PAP; 0xc223 and the algorithm octet for CHAP. High byte first.
[[nodiscard]] Bytes encode_auth_protocol(AuthMethod method);

/// The method that such a value names; nothing for one that we do not have (EAP, MS-CHAPv1, ...).
[[nodiscard]] std::optional<AuthMethod> decode_auth_protocol(ByteSpan value);

/// The PPP protocol number that carries the method's packets.
/// 0xc023 for PAP, 0xc223 for both kinds of CHAP.
[[nodiscard]] std::uint16_t protocol_of(AuthMethod method);

}  // namespace mprd::ppp
