// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/sim/sim_calendar.hpp"

#include <cstdint>

namespace mprd::platform::sim {
namespace {

constexpr std::chrono::seconds kEpoch{1767225600};  // 2026-01-01 00:00 UTC

[[nodiscard]] std::int64_t minutes_of(TimePoint time) {
    return std::chrono::duration_cast<std::chrono::minutes>(time.time_since_epoch()).count();
}

}  // namespace

WallTime SimCalendar::wall_time(TimePoint time) const {
    return WallTime{
        kEpoch + std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch())};
}

MinuteOfWeek SimCalendar::minute_of_week(TimePoint time) const {
    return static_cast<MinuteOfWeek>((minutes_of(time) + start_) % kMinutesPerWeek);
}

TimePoint SimCalendar::next(TimePoint now, MinuteOfWeek minute) const {
    const int ahead = (minute - minute_of_week(now) + kMinutesPerWeek) % kMinutesPerWeek;
    const std::int64_t wait = ahead == 0 ? kMinutesPerWeek : ahead;
    return TimePoint{std::chrono::minutes{minutes_of(now) + wait}};
}

}  // namespace mprd::platform::sim
