// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/clock.hpp"

#include <algorithm>

#include <time.h>

namespace mprd::platform {
namespace {

using std::chrono::seconds;

std::tm local_time(std::time_t moment) {
    std::tm local{};
    ::localtime_r(&moment, &local);
    return local;
}

std::time_t to_seconds(WallTime wall) {
    return std::chrono::floor<seconds>(wall).time_since_epoch().count();
}

int minute_of(const std::tm& local) {
    return (local.tm_wday * 24 + local.tm_hour) * 60 + local.tm_min;
}

/// What the local clock shows, as if it were UTC.
std::time_t shown_at(std::time_t moment) {
    return moment + local_time(moment).tm_gmtoff;
}

/// The first moment at which the local clock shows `shown` or more. mktime() is of no use here: of
/// a minute that is shown twice or never it takes the one or the other.
std::time_t first_showing(std::time_t shown) {
    constexpr std::time_t kDay = 24 * 3600;  // offsets are less than that
    const std::time_t before = shown - local_time(shown - kDay).tm_gmtoff;
    const std::time_t after = shown - local_time(shown + kDay).tm_gmtoff;
    if (shown_at(before) == shown || before == after) {
        return before;
    }
    // The clock changes in between: the change itself, if it jumps over `shown`.
    std::time_t early = shown - kDay;
    std::time_t late = shown + kDay;
    while (late - early > 1) {
        const std::time_t middle = early + (late - early) / 2;
        (local_time(middle).tm_gmtoff == shown - before ? early : late) = middle;
    }
    return std::max(late, after);
}

}  // namespace

TimePoint boottime_now() {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return TimePoint{std::chrono::seconds{now.tv_sec} + std::chrono::nanoseconds{now.tv_nsec}};
}

WallTime LocalCalendar::wall_time(TimePoint time) const {
    timespec wall{};
    ::clock_gettime(CLOCK_REALTIME, &wall);
    const auto now = std::chrono::seconds{wall.tv_sec} + std::chrono::nanoseconds{wall.tv_nsec};
    return WallTime{
        std::chrono::duration_cast<std::chrono::milliseconds>(now + (time - boottime_now()))};
}

MinuteOfWeek LocalCalendar::minute_of_week(TimePoint time) const {
    return minute_of(local_time(to_seconds(wall_time(time))));
}

TimePoint LocalCalendar::next(TimePoint now, MinuteOfWeek minute) const {
    const WallTime wall = wall_time(now);
    const std::time_t shown = shown_at(to_seconds(wall));
    const int ahead =
        (minute - minute_of(local_time(to_seconds(wall))) + kMinutesPerWeek) % kMinutesPerWeek;
    std::time_t target = shown - shown % 60 + std::time_t{ahead} * 60;
    WallTime at{seconds{first_showing(target)}};
    if (at <= wall) {
        target += std::time_t{kMinutesPerWeek} * 60;
        at = WallTime{seconds{first_showing(target)}};
    }
    return now + (at - wall);
}

}  // namespace mprd::platform
