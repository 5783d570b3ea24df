// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/weekly_hours.hpp"

#include "tests/support/catch.hpp"

using mprd::MinuteOfWeek;
using mprd::WeeklyHours;
using Texts = std::vector<std::string>;

namespace {
constexpr MinuteOfWeek kDay = 1440;
}

TEST_CASE("hours: the published example allows Tuesday and Thursday", "[hours]") {
    using namespace std::string_view_literals;
    const auto hours =
        WeeklyHours::parse_text("2 09:00-12:00 13:00-17:30\0004 09:00-12:00 13:00-17:30\0"sv);

    REQUIRE(hours.has_value());
    CHECK(hours->allows(2 * kDay + 9 * 60));
    CHECK_FALSE(hours->allows(2 * kDay + 12 * 60));  // ends are exclusive
    CHECK(hours->allows(4 * kDay + 17 * 60 + 29));
    CHECK_FALSE(hours->allows(3 * kDay + 10 * 60));
    CHECK(hours->to_texts() == Texts{"2 09:00-12:00 13:00-17:30", "4 09:00-12:00 13:00-17:30"});
}

TEST_CASE("hours: no text means no restriction, and never changes", "[hours]") {
    const auto hours = WeeklyHours::parse({});

    REQUIRE(hours.has_value());
    CHECK_FALSE(hours->is_restricted());
    CHECK(hours->allows(0));
    CHECK_FALSE(hours->next_change(0).has_value());
    CHECK_FALSE(WeeklyHours::never().allows(5));
    CHECK_FALSE(WeeklyHours::never().next_change(5).has_value());
}

TEST_CASE("hours: 24:00 ends a day, 7 is Sunday, overlaps merge over midnight", "[hours]") {
    const auto hours = WeeklyHours::parse({"6 22:00-24:00", "7 00:00-01:00", "0 00:30-02:00"});

    REQUIRE(hours.has_value());
    CHECK(hours->to_texts() == Texts{"0 00:00-02:00", "6 22:00-24:00"});
    CHECK(hours->next_change(6 * kDay + 23 * 60) == 2 * 60);  // on through the end of the week
    CHECK(hours->next_change(2 * 60) == 6 * kDay + 22 * 60);
}

TEST_CASE("hours: bad texts are refused", "[hours]") {
    for (const char* text :
         {"8 09:00-10:00",
          "1",
          "1 09:00",
          "1 9:00-10:00",
          "1 09:00-25:00",
          "1 24:01-24:02",
          "1 10:00-10:00",
          "1 11:00-10:00",
          "1  09:00-10:00",
          "1 09:60-10:00",
          "x 09:00-10:00",
          "1 09:00-10:00 "}) {
        CAPTURE(text);
        CHECK_FALSE(WeeklyHours::parse({text}).has_value());
    }
}
