// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/local_calendar.hpp"

#include "platform/system/clock.hpp"

#include <algorithm>

namespace mprd::platform {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_seconds;

MinuteOfWeek minute_of(sys_seconds shown) {
    const auto day = std::chrono::floor<days>(shown);
    const days since_sunday{std::chrono::weekday{day}.c_encoding()};
    return static_cast<MinuteOfWeek>(
        std::chrono::floor<minutes>(since_sunday + (shown - day)).count()
    );
}

}  // namespace

sys_seconds LocalCalendar::first_showing(sys_seconds shown) const {
    // mktime() is of no use here: of a minute that is shown twice or never it takes the one or the
    // other.
    constexpr days kDay{1};  // offsets are less than that
    const sys_seconds before = shown - offset_(shown - kDay);
    const sys_seconds after = shown - offset_(shown + kDay);
    if (shown_at(before) == shown || before == after) {
        return before;
    }
    // The clock changes in between: the change itself, if it jumps over `shown`.
    sys_seconds early = shown - kDay;
    sys_seconds late = shown + kDay;
    while (late - early > seconds{1}) {
        const sys_seconds middle = early + (late - early) / 2;
        (offset_(middle) == shown - before ? early : late) = middle;
    }
    return std::max(late, after);
}

WallTime LocalCalendar::wall_time(TimePoint time) const {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return WallTime{
        std::chrono::duration_cast<std::chrono::milliseconds>(now + (time - boottime_now()))};
}

MinuteOfWeek LocalCalendar::minute_of_week(TimePoint time) const {
    return minute_of(shown_at(std::chrono::floor<seconds>(wall_time(time))));
}

TimePoint LocalCalendar::next(TimePoint now, MinuteOfWeek minute) const {
    const WallTime wall = wall_time(now);
    const sys_seconds shown = shown_at(std::chrono::floor<seconds>(wall));
    const int ahead = (minute - minute_of(shown) + kMinutesPerWeek) % kMinutesPerWeek;
    sys_seconds target = std::chrono::floor<minutes>(shown) + minutes{ahead};
    WallTime at{first_showing(target)};
    if (at <= wall) {
        target += minutes{kMinutesPerWeek};
        at = WallTime{first_showing(target)};
    }
    return now + (at - wall);
}

}  // namespace mprd::platform
