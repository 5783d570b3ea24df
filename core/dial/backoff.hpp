// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <algorithm>
#include <cstdint>

namespace mprd::dial {

/// How long an interface stays unreachable after the n-th failure in a row: n times `min`, at most
/// `max`. Source: Microsoft Knowledge Base 193834 (Min- and MaxUnreachabilityInterval).
[[nodiscard]] constexpr Duration backoff_wait(std::uint32_t failures, Duration min, Duration max) {
    // Compared by division: `failures` may be as large as it likes without an overflow.
    return failures > max / min ? max : std::min(max, failures * min);
}

}  // namespace mprd::dial
