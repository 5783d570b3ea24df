// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/api.hpp"
#include "core/router/router.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "tests/support/catch.hpp"

namespace mprd::test {

inline constexpr admin::Caller kAdministrator{admin::Access::Administrator, admin::Origin::Local};
inline constexpr admin::Caller kReader{admin::Access::Reader, admin::Origin::Local};
inline constexpr admin::Caller kNobody{};
inline constexpr TimePoint kNow{};

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

template <class T>
[[nodiscard]] Errc code_of(const Result<T>& result) {
    return result ? Errc::Ok : result.error().code;
}

}  // namespace mprd::test
