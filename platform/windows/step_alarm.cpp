// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/step_alarm.hpp"

#include <algorithm>
#include <utility>

namespace mprd::platform {

using SteadyDuration = boost::asio::steady_timer::duration;

StepAlarm::StepAlarm(boost::asio::io_context& io, std::function<TimePoint()> clock)
    : timer_(io), clock_(std::move(clock)) {}

void StepAlarm::set(Duration after, std::function<void()> expired) {
    until_ = clock_() + std::max<Duration>(after, Duration::zero());
    expired_ = std::move(expired);
    step();
}

void StepAlarm::step() {
    const Duration left = std::min<Duration>(until_ - clock_(), kLongestStep);
    timer_.expires_after(
        std::chrono::ceil<SteadyDuration>(std::max<Duration>(left, Duration::zero()))
    );
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error || !expired_) {
            return;  // gone or set anew meanwhile
        }
        if (clock_() < until_) {
            step();
            return;
        }
        const auto call = std::exchange(expired_, nullptr);
        call();
    });
}

void StepAlarm::cancel() {
    expired_ = nullptr;
    timer_.cancel();
}

PollingClockWatch::PollingClockWatch(
    boost::asio::io_context& io, std::function<TimePoint()> clock, std::function<void()> changed
)
    : timer_(io), clock_(std::move(clock)), changed_(std::move(changed)), last_(ahead()) {
    wait();
}

std::chrono::milliseconds PollingClockWatch::ahead() const {
    const auto wall = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(
        wall - clock_().time_since_epoch()
    );
}

void PollingClockWatch::wait() {
    timer_.expires_after(kInterval);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (error) {
            return;
        }
        const auto now = ahead();
        const bool was_set = std::chrono::abs(now - std::exchange(last_, now)) > kJump;
        wait();
        if (was_set) {
            changed_();
        }
    });
}

}  // namespace mprd::platform
