// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::wire {

/// Start value of the 16-bit frame check sequence (RFC 1662 appendix C.2).
inline constexpr std::uint16_t kFcs16Initial = 0xffff;
/// What the sum over a good frame and its own FCS gives (RFC 1662 appendix C.2).
inline constexpr std::uint16_t kFcs16Good = 0xf0b8;

/// Continues the FCS-16 `fcs` over `data`. The field on the wire is the complement of the result,
/// low byte first.
/// Start with kFcs16Initial; call again with the result for the next piece.
[[nodiscard]] std::uint16_t fcs16(std::uint16_t fcs, ByteSpan data);

}  // namespace mprd::wire
