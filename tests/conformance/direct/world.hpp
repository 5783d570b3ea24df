// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/config_api.hpp"
#include "tests/sim/sim_host.hpp"
#include "tests/support/fake_stored_config.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <string>

namespace mprd::test {

/// The two routers of world.json in virtual time, and the store of the near one. Lines 0 and 2 join
/// them; nobody ever answers on line 1.
class ConformanceWorld {
public:
    /// `patch` changes mprd.json of the near router (RFC 7396).
    ConformanceWorld(const nlohmann::json& world, const nlohmann::json& patch);

    /// Runs until the request is completed, at most for two minutes.
    [[nodiscard]] Errc wait_for(RequestId request);
    [[nodiscard]] RequestId next_request() { return RequestId{++last_request_}; }
    /// The stored form of this interface cannot be read from now on.
    void spoil(std::string name) { spoilt_ = std::move(name); }
    /// What MprAdminInterfaceUpdatePhonebookInfo reads.
    [[nodiscard]] Result<InterfaceConfig> read_stored(std::string_view name);

    platform::sim::SimTime time;
    SeededRandom random{1};
    /// Line 2 is the last.
    std::array<std::unique_ptr<platform::sim::SimLine>, 3> lines;
    FakeStoredConfig store;
    SimHost near;
    SimHost far;
    admin::ConfigApi config{store};

private:
    std::uint64_t last_request_ = 0;
    std::string spoilt_;
};

/// A configuration in the form of the files; throws std::invalid_argument when it is wrong.
[[nodiscard]] RouterConfig router_config(const nlohmann::json& side);

}  // namespace mprd::test
