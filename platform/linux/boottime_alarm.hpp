// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/alarm.hpp"
#include "platform/api/clock_watch.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>

#include <functional>

namespace mprd::platform {

/// A timerfd on CLOCK_BOOTTIME (timerfd_create(2)). Asio's own timers run on CLOCK_MONOTONIC, which
/// stands still while the machine sleeps.
class BoottimeAlarm final : public Alarm {
public:
    /// `io` must outlive the alarm. Throws std::system_error when the system has no descriptor
    /// left.
    explicit BoottimeAlarm(boost::asio::io_context& io);
    void set(Duration after, std::function<void()> expired) override;
    void cancel() override;

private:
    boost::asio::posix::stream_descriptor timer_;
    /// Empty: not set.
    std::function<void()> expired_;
    /// Counts set() and cancel(): what was under way before them is void.
    unsigned generation_ = 0;
};

/// ClockWatch with a timer of CLOCK_REALTIME that is cancelled when the clock is set
/// (TFD_TIMER_CANCEL_ON_SET).
class RealtimeWatch final : public ClockWatch {
public:
    /// `io` must outlive the watch.
    RealtimeWatch(boost::asio::io_context& io, std::function<void()> changed);

private:
    void arm();
    void wait();

    boost::asio::posix::stream_descriptor timer_;
    std::function<void()> changed_;
};

}  // namespace mprd::platform
