// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/weekly_hours.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace mprd {
namespace {

constexpr MinuteOfWeek kMinutesPerDay = 24 * 60;
constexpr std::size_t kMaxRanges = 512;  // of one interface, after merging; bounds memory

[[nodiscard]] std::optional<int> two_digits(std::string_view text) {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
        return std::nullopt;
    }
    return (text[0] - '0') * 10 + (text[1] - '0');
}

/// "HH:MM", 24:00 included.
[[nodiscard]] std::optional<MinuteOfWeek> minute_of_day(std::string_view text) {
    if (text.size() != 5 || text[2] != ':') {
        return std::nullopt;
    }
    const auto hour = two_digits(text.substr(0, 2));
    const auto minute = two_digits(text.substr(3, 2));
    if (!hour || !minute || *minute > 59 || *hour > 24 || (*hour == 24 && *minute != 0)) {
        return std::nullopt;
    }
    return *hour * 60 + *minute;
}

[[nodiscard]] Error wrong_hours(std::string_view text, const char* expected) {
    return make_error(
        Errc::InvalidParameter,
        "dial-out hours: \"" + std::string(text) + "\": expected " + expected
    );
}

[[nodiscard]] Result<WeeklyHours::Range> parse_range(
    MinuteOfWeek day_start, std::string_view text
) {
    const auto begin = text.size() == 11 ? minute_of_day(text.substr(0, 5)) : std::nullopt;
    const auto end = text.size() == 11 ? minute_of_day(text.substr(6, 5)) : std::nullopt;
    if (!begin || !end || text[5] != '-') {
        return wrong_hours(text, "HH:MM-HH:MM");
    }
    if (*begin >= *end) {
        return wrong_hours(text, "an end after the begin");
    }
    return WeeklyHours::Range{day_start + *begin, day_start + *end};
}

[[nodiscard]] Result<void> parse_day(std::string_view text, std::vector<WeeklyHours::Range>& out) {
    if (text.empty() || text[0] < '0' || text[0] > '7') {
        return wrong_hours(text, "a day from 0 (Sunday) to 6, then ranges");
    }
    const MinuteOfWeek day_start = ((text[0] - '0') % 7) * kMinutesPerDay;
    std::string_view rest = text.substr(1);
    if (rest.empty()) {
        return wrong_hours(text, "at least one range after the day");
    }
    while (!rest.empty()) {
        if (rest[0] != ' ') {
            return wrong_hours(text, "one space between day and ranges");
        }
        rest.remove_prefix(1);
        const std::string_view word = rest.substr(0, rest.find(' '));
        const auto range = parse_range(day_start, word);
        if (!range) {
            return range.error();
        }
        if (out.size() == kMaxRanges) {
            return wrong_hours(word, "no more than 512 ranges");
        }
        out.push_back(*range);
        rest.remove_prefix(word.size());
    }
    return {};
}

void merge(std::vector<WeeklyHours::Range>& ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) {
        return a.begin < b.begin;
    });
    std::vector<WeeklyHours::Range> merged;
    for (const auto& range : ranges) {
        if (!merged.empty() && range.begin <= merged.back().end) {
            merged.back().end = std::max(merged.back().end, range.end);
        } else {
            merged.push_back(range);
        }
    }
    ranges = std::move(merged);
}

[[nodiscard]] std::string clock_text(MinuteOfWeek minute) {
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60, minute % 60);
    return text.data();
}

}  // namespace

Result<WeeklyHours> WeeklyHours::parse(const std::vector<std::string>& days) {
    WeeklyHours hours;
    if (days.empty()) {
        return hours;
    }
    std::vector<Range> ranges;
    for (const auto& day : days) {
        if (const auto parsed = parse_day(day, ranges); !parsed) {
            return parsed.error();
        }
    }
    merge(ranges);
    hours.ranges_ = std::move(ranges);
    return hours;
}

Result<WeeklyHours> WeeklyHours::parse_text(std::string_view text) {
    using namespace std::string_view_literals;
    std::vector<std::string> days;
    while (!text.empty()) {
        const std::string_view day = text.substr(0, text.find_first_of("\0\n;"sv));
        if (!day.empty()) {
            days.emplace_back(day);
        }
        text.remove_prefix(std::min(text.size(), day.size() + 1));
    }
    return parse(days);
}

WeeklyHours WeeklyHours::never() {
    WeeklyHours hours;
    hours.ranges_.emplace();
    return hours;
}

std::vector<std::string> WeeklyHours::to_texts() const {
    std::vector<std::string> texts;
    if (!ranges_) {
        return texts;
    }
    for (int day = 0; day < 7; ++day) {
        const MinuteOfWeek start = day * kMinutesPerDay;
        std::string text = std::to_string(day);
        for (const Range& range : *ranges_) {
            const MinuteOfWeek begin = std::max(range.begin, start);
            const MinuteOfWeek end = std::min(range.end, start + kMinutesPerDay);
            if (begin < end) {
                text += ' ' + clock_text(begin - start) + '-' + clock_text(end - start);
            }
        }
        if (text.size() > 1) {
            texts.push_back(std::move(text));
        }
    }
    return texts;
}

bool WeeklyHours::allows(MinuteOfWeek minute) const {
    return !ranges_ || std::any_of(ranges_->begin(), ranges_->end(), [minute](const Range& range) {
        return range.begin <= minute && minute < range.end;
    });
}

std::optional<MinuteOfWeek> WeeklyHours::next_change(MinuteOfWeek minute) const {
    if (!ranges_) {
        return std::nullopt;
    }
    const bool now = allows(minute);
    std::optional<MinuteOfWeek> best;
    const auto distance = [minute](MinuteOfWeek edge) {
        const int ahead = (edge - minute + kMinutesPerWeek) % kMinutesPerWeek;
        return ahead == 0 ? kMinutesPerWeek : ahead;
    };
    for (const Range& range : *ranges_) {
        for (const MinuteOfWeek edge : {range.begin, range.end % kMinutesPerWeek}) {
            if (allows(edge) != now && (!best || distance(edge) < distance(*best))) {
                best = edge;
            }
        }
    }
    return best;
}

}  // namespace mprd
