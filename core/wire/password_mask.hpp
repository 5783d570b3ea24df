// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <optional>

namespace mprd::wire {

/// What stands in place of each octet of a password.
inline constexpr std::uint8_t kMask = '*';

/// The information field of a PPP frame for other eyes: of the same length, with asterisks in place
/// of the password of PAP (RFC 1334 section 2.2.1), also where the packet comes back in a
/// Protocol-Reject (RFC 1661 section 5.7). What is in the way of finding a password in such a
/// packet hides all of it but its head. Nothing when there is nothing to hide: all other protocols,
/// those of CHAP included, send no password in clear.
[[nodiscard]] std::optional<Bytes> without_password(std::uint16_t protocol, ByteSpan information);

}  // namespace mprd::wire
