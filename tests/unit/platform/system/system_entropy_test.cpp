// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/system_entropy.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <array>

using namespace mprd;

TEST_CASE("entropy: fills the whole span and not twice the same", "[crypto]") {
    platform::SystemEntropy entropy;
    std::array<std::uint8_t, 32> a{};
    std::array<std::uint8_t, 32> b{};
    entropy.fill(a);
    entropy.fill(b);
    CHECK(a != b);
    CHECK(a != std::array<std::uint8_t, 32>{});
}
