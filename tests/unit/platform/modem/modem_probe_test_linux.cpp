// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Wine opens a port twice.
#include "tests/unit/platform/modem/bench.hpp"

#include <optional>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::modem::ModemDevice;
using test::Bench;

TEST_CASE("modem probe: a line in use is refused with 633", "[modem][probe]") {
    Bench bench;
    ModemDevice device(bench.context(), bench.options);
    const auto port = bench.call(device);
    std::optional<Result<std::vector<platform::DeviceFact>>> found;

    device.probe([&](Result<std::vector<platform::DeviceFact>> facts) { found = std::move(facts); }
    );
    REQUIRE(bench.run_until([&] { return found.has_value(); }));

    REQUIRE_FALSE(found->has_value());
    CHECK(found->error().code == Errc::PortNotAvailable);
}
