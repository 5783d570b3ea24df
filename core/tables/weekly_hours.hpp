// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd {

/// The minutes of the local week in which dialling out is allowed.
///
/// Syntax of MPR_INTERFACE_1 (reference/mprapi-types.md section 3): one text a day,
/// `<day> HH:MM-HH:MM[ HH:MM-HH:MM...]`, 24-hour clock, day 0 (or 7) Sunday to 6 Saturday. The
/// listed ranges are the *allowed* ones; ends are exclusive and may be 24:00; a day that is not
/// listed is not allowed at all. No text at all means no restriction.
class WeeklyHours {
public:
    /// Allowed minutes [begin, end) of the week.
    struct Range {
        /// 0 is Sunday 00:00 local time; the week has 10080 minutes.
        MinuteOfWeek begin = 0;
        MinuteOfWeek end = 0;
        friend bool operator==(const Range&, const Range&) = default;
    };

    /// Always allowed.
    WeeklyHours() = default;

    /// One text a day. An empty list means no restriction. Error 87 says which text is wrong and
    /// why.
    [[nodiscard]] static Result<WeeklyHours> parse(const std::vector<std::string>& days);
    /// The same as one text, the days separated by NUL, line feed or semicolon.
    [[nodiscard]] static Result<WeeklyHours> parse_text(std::string_view text);
    /// Never allowed: what parse() cannot say.
    [[nodiscard]] static WeeklyHours never();

    /// The canonical form: one text a day that has ranges, in day order, overlapping ranges merged.
    [[nodiscard]] std::vector<std::string> to_texts() const;

    /// False: allowed at all times.
    [[nodiscard]] bool is_restricted() const { return ranges_.has_value(); }
    [[nodiscard]] bool allows(MinuteOfWeek minute) const;
    /// The first minute after `minute`, going round the week, at which allows() has another value
    /// than at `minute`. nullopt when it never changes.
    [[nodiscard]] std::optional<MinuteOfWeek> next_change(MinuteOfWeek minute) const;

    friend bool operator==(const WeeklyHours&, const WeeklyHours&) = default;

private:
    std::optional<std::vector<Range>> ranges_;  // sorted, disjoint, not touching
};

}  // namespace mprd
