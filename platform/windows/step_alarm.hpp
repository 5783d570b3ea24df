// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/alarm.hpp"
#include "platform/api/clock_watch.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>

namespace mprd::platform {

/// An alarm by a clock that goes on while the machine sleeps. Timers of Windows stand still then,
/// so a long wait goes in steps: after a sleep it ends at most one step late.
class StepAlarm final : public Alarm {
public:
    static constexpr std::chrono::seconds kLongestStep{30};

    /// `io` must outlive the alarm.
    StepAlarm(boost::asio::io_context& io, std::function<TimePoint()> clock);
    void set(Duration after, std::function<void()> expired) override;
    void cancel() override;

private:
    void step();

    boost::asio::steady_timer timer_;
    std::function<TimePoint()> clock_;
    TimePoint until_{};
    std::function<void()> expired_;  ///< empty: not set
};

/// Notices within kInterval that the wall clock was set: Windows tells only windows of it.
class PollingClockWatch final : public ClockWatch {
public:
    static constexpr std::chrono::seconds kInterval{30};
    /// A smaller change is slow adjustment, or the inaccuracy of looking.
    static constexpr std::chrono::seconds kJump{2};

    /// `io` must outlive the watch.
    PollingClockWatch(
        boost::asio::io_context& io, std::function<TimePoint()> clock, std::function<void()> changed
    );

private:
    void wait();
    /// By how much the wall clock is ahead of `clock_`.
    [[nodiscard]] std::chrono::milliseconds ahead() const;

    boost::asio::steady_timer timer_;
    std::function<TimePoint()> clock_;
    std::function<void()> changed_;
    std::chrono::milliseconds last_;
};

}  // namespace mprd::platform
