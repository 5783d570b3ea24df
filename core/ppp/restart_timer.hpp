// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"
#include "core/ppp/ppp_config.hpp"

#include <algorithm>
#include <optional>

namespace mprd::ppp {

/// A retransmission timer that starts short and doubles: RFC 1661 section 4.6 "Restart Timer", with
/// the first interval of RestartLimits. Holds a deadline, never a clock.
class RestartTimer {
public:
    /// Copies first and longest interval.
    explicit RestartTimer(const RestartLimits& limits)
        : first_(limits.first_restart), longest_(limits.restart_timer), interval_(first_) {}

    /// Arms the timer with the current interval and doubles the interval for the next time.
    void start(TimePoint now) {
        deadline_ = now + interval_;
        interval_ = std::min(longest_, interval_ * 2);
    }
    /// The next start() uses the first interval again.
    void reset_interval() { interval_ = std::min(first_, longest_); }
    /// Forgets the deadline; the interval stays.
    void stop() { deadline_.reset(); }

    /// False while stopped.
    [[nodiscard]] bool is_due(TimePoint now) const { return deadline_ && *deadline_ <= now; }
    [[nodiscard]] std::optional<TimePoint> deadline() const { return deadline_; }

private:
    /// RestartLimits::first_restart.
    Duration first_;
    /// RestartLimits::restart_timer.
    Duration longest_;
    /// For the next start().
    Duration interval_;
    std::optional<TimePoint> deadline_;
};

/// The earlier of two deadlines, either of which may be absent.
[[nodiscard]] inline std::optional<TimePoint> earlier(
    std::optional<TimePoint> a, std::optional<TimePoint> b
) {
    if (!a || !b) {
        return a ? a : b;
    }
    return std::min(*a, *b);
}

}  // namespace mprd::ppp
