// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

namespace mprd {

/// How the router and its neighbour know each other's RIP packets, as configuration names it:
/// "none", "password" (RFC 2453 section 4.1: in clear text), "keyedMd5" (RFC 2082).
enum class RipAuthentication {
    None,
    Password,
    KeyedMd5,
};
[[nodiscard]] const char* to_string(RipAuthentication kind);

/// Longest password or key, in octets: the field of RFC 2453 section 4.1, and of RFC 2082.
inline constexpr std::size_t kMaxRipKey = 16;

/// Auto-static updates of an interface. The key is no configuration: ExtendedCredentials::rip_key.
struct RipOptions {
    RipAuthentication authentication = RipAuthentication::None;
    std::uint8_t key_id = 1;  ///< KeyedMd5: which of the neighbour's keys
    friend bool operator==(const RipOptions&, const RipOptions&) = default;
};

}  // namespace mprd
