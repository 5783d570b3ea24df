// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::platform {

/// The PPP protocol for an IP packet, from its version nibble; 0 for anything else.
[[nodiscard]] std::uint16_t protocol_of(ByteSpan packet);
/// UDP to port 520 over IPv4 (RFC 2453 section 3.1).
[[nodiscard]] bool is_rip(ByteSpan packet);

}  // namespace mprd::platform
