// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"

#include <cstdlib>

#include <time.h>

using namespace mprd::platform;
using namespace std::chrono_literals;

TEST_CASE("clock: the offset is that of the moment, in the zone of the environment", "[clock]") {
    ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
    ::tzset();
    using namespace std::chrono;
    const sys_seconds winter = sys_days{2026y / January / 5} + 12h;
    const sys_seconds summer = sys_days{2026y / July / 4} + 12h;
    CHECK(local_offset(winter) == 1h);
    CHECK(local_offset(summer) == 2h);
    ::unsetenv("TZ");
    ::tzset();
}
