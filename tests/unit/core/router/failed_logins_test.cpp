// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/failed_logins.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;
using namespace mprd::router;
using namespace std::chrono_literals;

TEST_CASE("failed logins: the fourth attempt waits, and each further one longer", "[router]") {
    FailedLogins logins;
    std::string delays;
    for (int failure = 0; failure < 8; ++failure) {
        delays += std::to_string(logins.delay("ann", TimePoint{}) / 1s) + ' ';
        logins.add("ann", TimePoint{});
    }

    CHECK(delays == "0 0 0 1 2 4 8 8 ");
    CHECK(logins.delay("ben", TimePoint{}) == 0s);
}

TEST_CASE("failed logins: the right password or ten quiet minutes end it", "[router]") {
    FailedLogins logins;
    for (int failure = 0; failure < 5; ++failure) {
        logins.add("ann", TimePoint{});
        logins.add("ben", TimePoint{});
    }

    logins.forget("ann");
    CHECK(logins.delay("ann", TimePoint{}) == 0s);
    CHECK(logins.delay("ben", TimePoint{9min}) == 4s);
    CHECK(logins.delay("ben", TimePoint{10min}) == 0s);
    logins.add("ben", TimePoint{10min});
    CHECK(logins.delay("ben", TimePoint{10min}) == 0s);
}

TEST_CASE("failed logins: made-up names do not fill the memory", "[router]") {
    FailedLogins logins;
    for (std::size_t name = 0; name < kMaxFailedLogins + 10; ++name) {
        logins.add("guess" + std::to_string(name), TimePoint{});
    }

    CHECK(logins.size() == kMaxFailedLogins);
}
