// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/hold_queue.hpp"

#include "core/dial/backoff.hpp"
#include "core/dial/dial_filter.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::dial;
using namespace std::chrono_literals;

TEST_CASE("hold: the oldest goes first when packets, bytes or age pass the bound", "[hold]") {
    HoldQueue queue(HoldLimits{3, 10, 60s});
    for (const char* packet : {"aa", "bb", "cc", "dd"}) {
        queue.push(TimePoint{}, as_bytes(packet));
    }
    CHECK(queue.size() == 3);
    CHECK(queue.dropped() == 1);

    queue.push(TimePoint{}, as_bytes("eeeeeeeee"));  // 9 bytes: only it fits with none of 2
    CHECK(queue.size() == 1);
    CHECK(queue.dropped() == 4);
    queue.push(TimePoint{}, as_bytes("longer than ten"));
    CHECK(queue.size() == 1);
    CHECK(queue.dropped() == 5);

    queue.push(TimePoint{61s}, as_bytes("f"));
    CHECK(queue.dropped() == 6);
    const auto packets = queue.drain(TimePoint{62s});
    REQUIRE(packets.size() == 1);
    CHECK(as_text(packets[0]) == "f");
    CHECK(queue.bytes() == 0);
}

TEST_CASE("hold: clear counts what it drops", "[hold]") {
    HoldQueue queue;
    queue.push(TimePoint{}, as_bytes("x"));
    queue.clear();
    CHECK(queue.size() == 0);
    CHECK(queue.dropped() == 1);
}

TEST_CASE("backoff: linear from 10 minutes to 6 hours, and no overflow", "[backoff]") {
    CHECK(backoff_wait(1, 600s, 21600s) == 600s);
    CHECK(backoff_wait(35, 600s, 21600s) == 21000s);
    CHECK(backoff_wait(36, 600s, 21600s) == 21600s);
    CHECK(backoff_wait(0xffffffff, 600s, 21600s) == 21600s);
}

TEST_CASE("filter: multicast and link-local never dial; the best route decides", "[filter]") {
    PacketSummary packet;
    packet.destination = *IpAddress::parse("224.0.0.1");
    CHECK_FALSE(is_worth_a_call(packet));
    packet.destination = *IpAddress::parse("ff02::2");
    CHECK_FALSE(is_worth_a_call(packet));
    packet.destination = *IpAddress::parse("10.1.2.3");
    CHECK(is_worth_a_call(packet));

    const Route wide{*IpPrefix::parse("10.0.0.0/8"), 0, true};
    const Route narrow{*IpPrefix::parse("10.1.0.0/16"), 0, false};
    CHECK_FALSE(route_may_dial({wide, narrow}, packet));
    CHECK(route_may_dial({wide}, packet));
    CHECK(route_may_dial({}, packet));
}
