// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

namespace mprd::platform {

/// Local time zone of the system, daylight saving included. Follows changes of the wall clock.
class LocalCalendar final : public Calendar {
public:
    /// UTC. `time` is a boottime_now() moment, past or future.
    [[nodiscard]] WallTime wall_time(TimePoint time) const override;
    /// Local minutes since Sunday 00:00.
    [[nodiscard]] MinuteOfWeek minute_of_week(TimePoint time) const override;
    /// The first moment after `now` at which the local week is at `minute`.
    [[nodiscard]] TimePoint next(TimePoint now, MinuteOfWeek minute) const override;
};

}  // namespace mprd::platform
