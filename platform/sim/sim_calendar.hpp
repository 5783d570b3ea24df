// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

namespace mprd::platform::sim {

/// A calendar without daylight saving: time zero is `start` of the local week, and a fixed date.
class SimCalendar final : public Calendar {
public:
    explicit SimCalendar(MinuteOfWeek start = 0) : start_(start) {}

    [[nodiscard]] WallTime wall_time(TimePoint time) const override;
    [[nodiscard]] MinuteOfWeek minute_of_week(TimePoint time) const override;
    [[nodiscard]] TimePoint next(TimePoint now, MinuteOfWeek minute) const override;

    /// Somebody sets the clock: the local week is `minutes` further on.
    void shift(MinuteOfWeek minutes) { start_ += minutes; }

private:
    /// Local minute of the week at time zero.
    MinuteOfWeek start_;
};

}  // namespace mprd::platform::sim
