// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/call_backs.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;
using namespace mprd::router;
using namespace std::chrono_literals;

namespace {

[[nodiscard]] CallBackOrder order(std::string user, Duration due) {
    return {std::move(user), "1", 0, TimePoint{due}, TimePoint{60s}};
}

}  // namespace

TEST_CASE("call-backs: come when they are due, the first one first", "[router]") {
    CallBacks list;
    CHECK_FALSE(list.next().has_value());
    CHECK(list.add(order("ann", 12s)));
    CHECK(list.add(order("ben", 10s)));

    CHECK(list.next() == TimePoint{10s});
    CHECK(list.take_due(TimePoint{9s}).empty());
    REQUIRE(list.take_due(TimePoint{10s}).size() == 1);
    CHECK(list.next() == TimePoint{12s});
    CHECK(list.take_due(TimePoint{99s})[0].user == "ann");
    CHECK(list.take_due(TimePoint{99s}).empty());
}

TEST_CASE("call-backs: a user is called back once, however often he calls", "[router]") {
    CallBacks list;
    CHECK(list.add(order("ann", 10s)));
    CHECK(list.add(order("ann", 14s)));

    CHECK(list.next() == TimePoint{14s});
    CHECK(list.take_due(TimePoint{20s}).size() == 1);
}

TEST_CASE("call-backs: there is an end to them", "[router]") {
    CallBacks list;
    for (std::size_t i = 0; i < kMaxCallBacks; ++i) {
        CHECK(list.add(order("user" + std::to_string(i), 10s)));
    }
    CHECK_FALSE(list.add(order("one more", 10s)));
    CHECK(list.add(order("user0", 11s)));
}
