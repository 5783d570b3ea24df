// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/ppp/mschapv2.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace mprd::ppp {

/// CHAP packet codes (RFC 1994 section 4).
/// Authenticator to peer: value and name (section 4.1).
inline constexpr std::uint8_t kChapChallenge = 1;
/// Peer to authenticator: value and name (section 4.1).
inline constexpr std::uint8_t kChapResponse = 2;
/// Authenticator to peer: a message (section 4.2).
inline constexpr std::uint8_t kChapSuccess = 3;
/// Authenticator to peer: a message (section 4.2); for MS-CHAPv2 the text of RFC 2759 section 6.
inline constexpr std::uint8_t kChapFailure = 4;

/// Names longer than this are nobody's; bounds what a peer can make us hold.
inline constexpr std::size_t kChapMaxName = 256;

/// The data of a Challenge or Response (RFC 1994 section 4.1). Points into the packet.
struct ChapValue {
    /// Challenge or digest, without its size octet.
    ByteSpan value;
    /// All that stands behind the value; any octets.
    std::string_view name;
};
/// Nothing when the size octet does not fit the packet or a part has no lawful size.
[[nodiscard]] std::optional<ChapValue> parse_chap_value(ByteSpan data);
/// The reverse: size octet, value, name.
[[nodiscard]] Bytes make_chap_value(ByteSpan value, std::string_view name);

/// RFC 1994 section 4.1: MD5 over identifier, secret and challenge.
[[nodiscard]] Crypto::Digest16 chap_md5(
    const Crypto& crypto, std::uint8_t id, ByteSpan secret, ByteSpan challenge
);

/// The value field of an MS-CHAPv2 Response (RFC 2759 section 4).
struct MsChapV2Value {
    /// Octets 0 to 15 of the value.
    mschapv2::Challenge peer_challenge{};
    /// Octets 24 to 47; the eight between are reserved and zero, the last one is the flags octet.
    mschapv2::NtResponse nt_response{};
};
/// Nothing unless the value has the 49 octets of RFC 2759 section 4.
[[nodiscard]] std::optional<MsChapV2Value> parse_mschapv2_value(ByteSpan value);
[[nodiscard]] Bytes make_mschapv2_value(const MsChapV2Value& value);

}  // namespace mprd::ppp
