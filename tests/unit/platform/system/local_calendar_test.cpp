// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/local_calendar.hpp"

#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;

namespace {

std::chrono::sys_seconds utc(int month, int day, int hour, int minute) {
    return std::chrono::sys_days{
               std::chrono::year{2026} / std::chrono::month{static_cast<unsigned>(month)} /
               std::chrono::day{static_cast<unsigned>(day)}} +
           std::chrono::hours{hour} + std::chrono::minutes{minute};
}

/// The rules of Europe/Berlin: +1, in summer +2, changes on 2026-03-29 and 2026-10-25 at 01:00 UTC.
std::chrono::seconds berlin(std::chrono::sys_seconds moment) {
    const bool is_summer = moment >= utc(3, 29, 1, 0) && moment < utc(10, 25, 1, 0);
    return is_summer ? 2h : 1h;
}

/// The engines' time of a moment of the calendar.
TimePoint at(const LocalCalendar& calendar, std::chrono::sys_seconds moment) {
    const TimePoint now = boottime_now();
    return now + (moment - calendar.wall_time(now));
}

constexpr MinuteOfWeek minute(int day, int hour, int minutes) {
    return (day * 24 + hour) * 60 + minutes;
}

/// When the clock next shows `wanted` after `moment`, to the second.
std::chrono::sys_seconds next(std::chrono::sys_seconds moment, MinuteOfWeek wanted) {
    const LocalCalendar calendar(&berlin);
    const TimePoint now = at(calendar, moment);
    return std::chrono::round<std::chrono::seconds>(calendar.wall_time(calendar.next(now, wanted)));
}

}  // namespace

TEST_CASE("clock: the time of the engines never decreases", "[clock]") {
    TimePoint last = boottime_now();
    for (int i = 0; i < 1000; ++i) {
        const TimePoint now = boottime_now();
        REQUIRE(now >= last);
        last = now;
    }
    CHECK(last > TimePoint{});
}

TEST_CASE("calendar: the minute of the week is the local one", "[clock][calendar]") {
    const LocalCalendar calendar(&berlin);
    CHECK(calendar.minute_of_week(at(calendar, utc(1, 5, 8, 0)) + 30s) == minute(1, 9, 0));
    CHECK(calendar.minute_of_week(at(calendar, utc(7, 4, 22, 0)) + 30s) == minute(0, 0, 0));
}

TEST_CASE("calendar: the next showing lies in the coming week", "[clock][calendar]") {
    CHECK(next(utc(1, 5, 8, 0), minute(1, 9, 30)) == utc(1, 5, 8, 30));
    CHECK(next(utc(1, 5, 8, 0), minute(1, 8, 59)) == utc(1, 12, 7, 59));
    CHECK(next(utc(1, 5, 8, 0) + 20s, minute(1, 9, 0)) == utc(1, 12, 8, 0));
    CHECK(next(utc(1, 5, 8, 0) + 59s, minute(1, 9, 1)) == utc(1, 5, 8, 1));
}

TEST_CASE("calendar: across a change of the clock the local hour counts", "[clock][calendar]") {
    CHECK(next(utc(3, 27, 12, 0), minute(1, 9, 0)) == utc(3, 30, 7, 0));
    CHECK(next(utc(10, 23, 12, 0), minute(1, 9, 0)) == utc(10, 26, 8, 0));
}

TEST_CASE("calendar: a minute that is skipped is the first one after it", "[clock][calendar]") {
    CHECK(next(utc(3, 28, 12, 0), minute(0, 1, 59)) == utc(3, 29, 0, 59));
    CHECK(next(utc(3, 28, 12, 0), minute(0, 2, 0)) == utc(3, 29, 1, 0));
    CHECK(next(utc(3, 28, 12, 0), minute(0, 2, 30)) == utc(3, 29, 1, 0));
    CHECK(next(utc(3, 28, 12, 0), minute(0, 3, 0)) == utc(3, 29, 1, 0));
    CHECK(next(utc(3, 28, 12, 0), minute(0, 3, 1)) == utc(3, 29, 1, 1));
}

TEST_CASE("calendar: a minute that is repeated is its first showing", "[clock][calendar]") {
    CHECK(next(utc(10, 24, 12, 0), minute(0, 2, 30)) == utc(10, 25, 0, 30));
    CHECK(next(utc(10, 24, 12, 0), minute(0, 3, 0)) == utc(10, 25, 2, 0));
    // Inside the repeated hour: the first showing is over, so it is next week's.
    CHECK(next(utc(10, 25, 1, 10), minute(0, 2, 30)) == utc(11, 1, 1, 30));
    CHECK(next(utc(10, 25, 0, 10), minute(0, 2, 30)) == utc(10, 25, 0, 30));
}

TEST_CASE("calendar: the system's zone has an offset", "[clock]") {
    const auto offset = local_offset(utc(7, 1, 12, 0));
    CHECK(offset >= -14h);
    CHECK(offset <= 14h);
    const LocalCalendar calendar;
    const TimePoint now = boottime_now();
    CHECK(calendar.next(now, calendar.minute_of_week(now)) > now);
}
