// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/conformance/direct/world.hpp"

#include "config/codec/codec.hpp"
#include "core/base/guid.hpp"

#include <chrono>
#include <stdexcept>

namespace mprd::test {
namespace {

using nlohmann::json;

json patched(json side, const json& patch) {
    side["router"].merge_patch(patch);
    return side;
}

InterfaceDefinition definition_of(const json& value, const json& secrets, config::Problems& bad) {
    InterfaceDefinition definition;
    config::from_json(value, definition.config, "", bad);
    definition.config.phonebook.guid = guid_of_name(definition.config.name);
    const auto own = secrets.find(definition.config.name);
    if (own != secrets.end()) {
        config::secrets_from_json(*own, definition, "", bad);
    }
    return definition;
}

}  // namespace

RouterConfig router_config(const json& side) {
    config::Problems bad;
    RouterConfig router;
    config::from_json(side.at("router"), router, "", bad);
    const json& secrets = side.at("secrets");
    for (const json& value : side.at("interfaces")) {
        router.interfaces.push_back(
            definition_of(value, secrets.value("interfaces", json::object()), bad)
        );
    }
    for (UserConfig& user : router.users) {
        user.password = Secret(secrets.at("users").at(user.name).get<std::string>());
    }
    if (!bad.empty()) {
        throw std::invalid_argument("world.json: " + bad.front().to_string());
    }
    return router;
}

ConformanceWorld::ConformanceWorld(const json& world, const json& patch)
    : store(router_config(patched(world.at("near"), patch))),
      near("near", store.config, time, 1),
      far("far", router_config(world.at("far")), time, 2) {
    for (std::uint32_t index = 0; index < lines.size(); ++index) {
        lines[index] = std::make_unique<platform::sim::SimLine>(time, random);
        near.attach(index + 1, lines[index]->end(0));
    }
    lines[1]->weather().dial_time = std::chrono::hours{1};
    far.attach(1, lines[0]->end(1));
    far.attach(2, lines[2]->end(1));
    near.start();
    far.start();
}

Errc ConformanceWorld::wait_for(RequestId request) {
    const TimePoint end = time.now() + std::chrono::minutes{2};
    while (near.completions[request.value].empty() && !time.is_idle() && time.next() <= end) {
        time.step();
    }
    const auto& results = near.completions[request.value];
    return results.empty() ? Errc::Pending : results.front();
}

Result<InterfaceConfig> ConformanceWorld::read_stored(std::string_view name) {
    if (name == spoilt_) {
        return make_error(Errc::CannotLoadPhonebook, "the file is wrong");
    }
    for (const InterfaceDefinition& each : store.config.interfaces) {
        if (each.config.name == name) {
            return each.config;
        }
    }
    return make_error(Errc::CannotOpenPhonebook, "nothing is stored");
}

}  // namespace mprd::test
