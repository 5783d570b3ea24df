// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"
#include "platform/system/clock.hpp"

#include <chrono>

namespace mprd::platform {

/// Local time zone of the system, daylight saving included. Follows changes of the wall clock.
class LocalCalendar final : public Calendar {
public:
    /// By how much the local clock is ahead of UTC at a moment of UTC.
    using Offset = std::chrono::seconds (*)(std::chrono::sys_seconds moment);
    /// `offset` is the system's unless a test has a zone of its own.
    explicit LocalCalendar(Offset offset = &local_offset) : offset_(offset) {}

    /// UTC. `time` is a boottime_now() moment, past or future.
    [[nodiscard]] WallTime wall_time(TimePoint time) const override;
    /// Local minutes since Sunday 00:00.
    [[nodiscard]] MinuteOfWeek minute_of_week(TimePoint time) const override;
    /// The first moment after `now` at which the local week is at `minute`.
    [[nodiscard]] TimePoint next(TimePoint now, MinuteOfWeek minute) const override;

private:
    /// What the local clock shows, as if it were UTC.
    [[nodiscard]] std::chrono::sys_seconds shown_at(std::chrono::sys_seconds moment) const {
        return moment + offset_(moment);
    }
    /// The first moment at which the local clock shows `shown` or more.
    [[nodiscard]] std::chrono::sys_seconds first_showing(std::chrono::sys_seconds shown) const;

    Offset offset_;
};

}  // namespace mprd::platform
