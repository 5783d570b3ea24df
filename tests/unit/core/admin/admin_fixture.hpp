// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/api.hpp"
#include "core/router/router.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "tests/support/callers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"

namespace mprd::test {

inline constexpr TimePoint kNow{};
/// Names no interface.
inline constexpr InterfaceId kStale{12345};

/// Interfaces "a" and "b" over one modem.
[[nodiscard]] inline RouterConfig two_interfaces() {
    RouterConfig config;
    DeviceConfig modem;
    modem.name = "modem1";
    modem.mpr_type = "modem";
    config.devices = {modem};
    for (const char* name : {"a", "b"}) {
        InterfaceDefinition definition;
        definition.config.name = name;
        definition.config.devices = {InterfaceDevice{"MODEM", "modem1", "123", {}}};
        config.interfaces.push_back(definition);
    }
    return config;
}

/// A real router at a time that stands still.
struct AdminFixture {
    explicit AdminFixture(const RouterConfig& config = two_interfaces())
        : router(config, crypto, random, random, calendar) {
        router.start(kNow);
    }
    [[nodiscard]] InterfaceId id(const char* name) const {
        return router.interfaces()
            .find_name(name, InterfaceTable::Clients::Ignored)
            .value_or(InterfaceId{});
    }
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    platform::sim::SimCalendar calendar;
    router::Router router;
};

}  // namespace mprd::test
