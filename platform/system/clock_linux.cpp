// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/clock.hpp"

#include <time.h>

namespace mprd::platform {

TimePoint boottime_now() {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return TimePoint{std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec}};
}

std::chrono::seconds local_offset(std::chrono::sys_seconds moment) {
    const auto time = static_cast<std::time_t>(moment.time_since_epoch().count());
    std::tm local{};
    ::localtime_r(&time, &local);
    return std::chrono::seconds{local.tm_gmtoff};
}

}  // namespace mprd::platform
