// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/boottime_alarm.hpp"

#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"

#include <boost/asio/io_context.hpp>

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;

namespace {

/// Far longer than any of these tests takes.
constexpr Duration kNever = 24h;

}  // namespace

TEST_CASE("alarm: calls once, not before its time", "[platform][alarm]") {
    boost::asio::io_context io;
    BoottimeAlarm alarm(io);
    int calls = 0;
    const TimePoint due = boottime_now() + 5ms;
    alarm.set(5ms, [&] {
        ++calls;
        CHECK(boottime_now() >= due);
    });
    io.run();  // ends: nothing is waited for any more
    CHECK(calls == 1);
}

TEST_CASE("alarm: what is overdue is called as soon as possible", "[platform][alarm]") {
    const Duration after = GENERATE(Duration{0}, Duration{-1s});
    boost::asio::io_context io;
    BoottimeAlarm alarm(io);
    bool called = false;
    alarm.set(after, [&] { called = true; });
    CHECK_FALSE(called);  // never from inside set()
    io.run();
    CHECK(called);
}

TEST_CASE("alarm: the newest setting counts", "[platform][alarm]") {
    boost::asio::io_context io;
    BoottimeAlarm alarm(io);
    int first = 0;
    int second = 0;
    alarm.set(0s, [&] { ++first; });
    alarm.set(1ms, [&] { ++second; });
    io.run();
    CHECK(first == 0);
    CHECK(second == 1);
}

TEST_CASE("alarm: cancelled, it never calls and keeps nothing waiting", "[platform][alarm]") {
    boost::asio::io_context io;
    BoottimeAlarm alarm(io);
    bool called = false;
    alarm.set(kNever, [&] { called = true; });
    alarm.cancel();
    io.run();
    CHECK_FALSE(called);
}

TEST_CASE("alarm: may be set from its own call", "[platform][alarm]") {
    boost::asio::io_context io;
    BoottimeAlarm alarm(io);
    int calls = 0;
    std::function<void()> again = [&] {
        if (++calls < 3) {
            alarm.set(1ms, again);
        }
    };
    alarm.set(1ms, again);
    io.run();
    CHECK(calls == 3);
}

TEST_CASE("clock watch: says nothing while nobody sets the clock", "[platform][alarm]") {
    boost::asio::io_context io;
    bool called = false;
    RealtimeWatch watch(io, [&] { called = true; });
    io.poll();
    CHECK_FALSE(called);
    CHECK_FALSE(io.stopped());  // it goes on waiting
}
