// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/step_alarm.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;

TEST_CASE("step alarm: time that passed in sleep counts", "[alarm]") {
    boost::asio::io_context io;
    TimePoint now{1h};
    StepAlarm alarm(io, [&] { return now; });
    bool rung = false;
    // The timer of the first step ends after a moment; the clock says that an hour has gone.
    alarm.set(10ms, [&] { rung = true; });
    io.run_for(50ms);
    CHECK_FALSE(rung);  // by this clock no time has passed
    now += 1h;
    CHECK(test::run_until(io, [&] { return rung; }));
}
