// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <chrono>

namespace mprd::platform {

/// Never decreases and counts while the machine sleeps: CLOCK_BOOTTIME on Linux, the performance
/// counter on Windows.
[[nodiscard]] TimePoint boottime_now();

/// By how much the local clock is ahead of UTC at this moment of UTC, daylight saving included.
[[nodiscard]] std::chrono::seconds local_offset(std::chrono::sys_seconds moment);

}  // namespace mprd::platform
