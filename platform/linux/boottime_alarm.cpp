// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/boottime_alarm.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <limits>
#include <system_error>
#include <utility>

#include <sys/timerfd.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

using boost::asio::posix::stream_descriptor;

int make_timer(int clock) {
    const int timer = ::timerfd_create(clock, TFD_NONBLOCK | TFD_CLOEXEC);
    if (timer < 0) {
        throw std::system_error(errno, std::generic_category(), "timerfd_create");
    }
    return timer;
}

/// How often the timer expired, as read(2) tells; negative with errno ECANCELED when the clock was
/// set.
ssize_t read_timer(int timer) {
    std::uint64_t times = 0;
    return ::read(timer, &times, sizeof times);
}

}  // namespace

BoottimeAlarm::BoottimeAlarm(boost::asio::io_context& io)
    : timer_(io, make_timer(CLOCK_BOOTTIME)) {}

void BoottimeAlarm::set(Duration after, std::function<void()> expired) {
    cancel();
    expired_ = std::move(expired);
    // An all-zero time would disarm the timer.
    const auto wait = std::max<Duration>(after, std::chrono::nanoseconds{1});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(wait);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(wait - seconds);
    itimerspec spec{};
    spec.it_value.tv_sec = static_cast<time_t>(seconds.count());
    spec.it_value.tv_nsec = static_cast<long>(rest.count());
    static_cast<void>(::timerfd_settime(timer_.native_handle(), 0, &spec, nullptr));
    timer_.async_wait(
        stream_descriptor::wait_read,
        [this, generation = generation_](const boost::system::error_code& error) {
            if (error || generation != generation_) {
                return;  // gone or set anew meanwhile
            }
            static_cast<void>(read_timer(timer_.native_handle()));
            const auto call = std::exchange(expired_, nullptr);
            call();
        }
    );
}

void BoottimeAlarm::cancel() {
    ++generation_;
    expired_ = nullptr;
    timer_.cancel();
    const itimerspec none{};
    static_cast<void>(::timerfd_settime(timer_.native_handle(), 0, &none, nullptr));
}

RealtimeWatch::RealtimeWatch(boost::asio::io_context& io, std::function<void()> changed)
    : timer_(io, make_timer(CLOCK_REALTIME)), changed_(std::move(changed)) {
    arm();
    wait();
}

void RealtimeWatch::arm() {
    itimerspec never{};
    never.it_value.tv_sec = std::numeric_limits<std::int32_t>::max();
    static_cast<void>(::timerfd_settime(
        timer_.native_handle(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, nullptr
    ));
}

void RealtimeWatch::wait() {
    timer_.async_wait(stream_descriptor::wait_read, [this](const boost::system::error_code& error) {
        if (error) {
            return;
        }
        const bool was_set = read_timer(timer_.native_handle()) < 0 && errno == ECANCELED;
        arm();
        wait();
        if (was_set) {
            changed_();
        }
    });
}

}  // namespace mprd::platform
