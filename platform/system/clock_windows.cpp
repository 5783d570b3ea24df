// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/clock.hpp"

#include <cstdint>

#include <time.h>
#include <windows.h>

namespace mprd::platform {

TimePoint boottime_now() {
    // Documented to go on while the machine sleeps, which std::chrono::steady_clock promises
    // nowhere.
    static const std::int64_t frequency = [] {
        LARGE_INTEGER value{};
        ::QueryPerformanceFrequency(&value);
        return value.QuadPart;
    }();
    constexpr std::int64_t kSecond = 1'000'000'000;  // nanoseconds
    LARGE_INTEGER count{};
    ::QueryPerformanceCounter(&count);
    const std::int64_t seconds = count.QuadPart / frequency;
    const std::int64_t rest = count.QuadPart % frequency;
    return TimePoint{std::chrono::nanoseconds{seconds * kSecond + rest * kSecond / frequency}};
}

std::chrono::seconds local_offset(std::chrono::sys_seconds moment) {
    const __time64_t time = moment.time_since_epoch().count();
    std::tm local{};
    if (::_localtime64_s(&local, &time) != 0) {
        return {};
    }
    // Read as if it were UTC, the local time is ahead by the offset.
    return std::chrono::seconds{::_mkgmtime64(&local) - time};
}

}  // namespace mprd::platform
