// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace mprd {

/// The clock of all engines. It has no now(): core never asks for the time, time arrives as an
/// argument. On a real system the daemon fills it from CLOCK_BOOTTIME (it counts while the machine
/// sleeps); in tests it is whatever the virtual world says. It never decreases.
struct MonotonicClock {
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<MonotonicClock>;
    static constexpr bool is_steady = true;
};

/// Nanoseconds; 64 bits last for 292 years.
using Duration = MonotonicClock::duration;
using TimePoint = MonotonicClock::time_point;

/// Wall-clock time, for records that people read. UTC.
using WallTime = std::chrono::sys_time<std::chrono::milliseconds>;

/// Minute of the local week: 0 is Sunday 00:00, 10079 is Saturday 23:59.
using MinuteOfWeek = int;
inline constexpr MinuteOfWeek kMinutesPerWeek = 7 * 24 * 60;

/// Connects the engines' time with the calendar. Given at construction; implemented by the platform
/// (local time zone with daylight saving) and by the virtual world.
class Calendar {
public:
    virtual ~Calendar() = default;
    /// The wall clock at `time`, which may lie in the past or in the future.
    [[nodiscard]] virtual WallTime wall_time(TimePoint time) const = 0;
    /// The local clock at `time`, seconds cut off.
    [[nodiscard]] virtual MinuteOfWeek minute_of_week(TimePoint time) const = 0;
    /// The next moment after `now` at which the local clock shows `minute` (seconds zero). With
    /// daylight saving a skipped minute is the first one that exists after it, a repeated minute is
    /// its first showing.
    [[nodiscard]] virtual TimePoint next(TimePoint now, MinuteOfWeek minute) const = 0;
};

}  // namespace mprd
