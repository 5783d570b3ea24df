// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/options.hpp"
#include "tests/support/catch.hpp"

using mprd::platform::l2tp::Options;

TEST_CASE("l2tp options: a kernel that carries packets is refused on windows", "[l2tp][options]") {
    const auto options = Options::parse(R"({"dataPath": "kernel"})");
    REQUIRE_FALSE(options);
    CHECK(
        options.error().detail ==
        "/dataPath: expected \"auto\" or \"user\" (Windows has no kernel data path), found "
        "\"kernel\""
    );
    CHECK(Options::parse(R"({"dataPath": "auto"})"));
}
