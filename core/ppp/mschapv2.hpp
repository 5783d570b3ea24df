// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

/// The functions of RFC 2759 section 8, under names of ours. Pure; user names are without domain.
namespace mprd::ppp::mschapv2 {

/// AuthenticatorChallenge and PeerChallenge, RFC 2759 sections 3 and 4.
using Challenge = std::array<std::uint8_t, 16>;
/// NT-Response, RFC 2759 section 4.
using NtResponse = std::array<std::uint8_t, 24>;

/// Both challenges of one exchange and the name that goes into their hash.
struct Exchange {
    /// From the authenticator's Challenge packet.
    Challenge authenticator{};
    /// From the peer's Response.
    Challenge peer{};
    /// Goes into the hash as it is: the caller applies without_domain() first.
    std::string user_name;
};

/// "DOMAIN\user" hashes as "user" (RFC 2759 section 4, Name).
/// The result points into `user_name`.
[[nodiscard]] std::string_view without_domain(std::string_view user_name);

/// NtPasswordHash (section 8.3) of a UTF-8 password; bytes that are not UTF-8 count as Latin-1.
[[nodiscard]] Crypto::Digest16 password_hash(const Crypto& crypto, ByteSpan password);

/// GenerateNTResponse (section 8.1).
/// What the peer sends to prove that it knows `password`.
[[nodiscard]] NtResponse nt_response(
    const Crypto& crypto, const Exchange& exchange, ByteSpan password
);

/// GenerateAuthenticatorResponse (section 8.7): "S=" and 40 upper-case hexadecimal digits.
/// What the authenticator sends in Success to prove the same in turn.
[[nodiscard]] std::string authenticator_response(
    const Crypto& crypto, const Exchange& exchange, const NtResponse& response, ByteSpan password
);

}  // namespace mprd::ppp::mschapv2
