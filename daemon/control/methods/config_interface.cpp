// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigInterface*: stored interfaces.
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/custom_info.hpp"
#include "daemon/control/methods/enumeration.hpp"
#include "daemon/control/methods/interface_buffer.hpp"

#include <array>
#include <string>

namespace mprd::daemon {
namespace config_interface_calls {
namespace {

using admin::StoredInterfaceId;
using nlohmann::json;

/// What the level shows, without the running part: nothing runs in the store.
json view(const admin::InterfaceInfo& info) {
    json value = protocol::to_json(info);
    value.erase("status");
    return value;
}

Answer create(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 3);
    InterfaceConfig config;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, config, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api.interface_create(call.caller, level, config);
    return id ? success({{"interface", id->value}}) : failure(id.error());
}

Answer remove(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    return params.ok() ? outcome(call.api.interface_delete(call.caller, id))
                       : Answer(BadParams{params.error()});
}

Answer get_handle(ConfigCall& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("interfaceName");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api.interface_get_handle(call.caller, name);
    return id ? success({{"interface", id->value}}) : failure(id.error());
}

Answer get_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api.interface_get_info(call.caller, id, level);
    return info ? success({{"buffer", view(*info)}}) : failure(info.error());
}

Answer set_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto level = params.optional<std::uint32_t>("level", 3);
    InterfaceConfig config;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            if (auto stored = call.api.interface_config(call.caller, id)) {
                config = std::move(*stored);
            }
            read_interface_changes(value, config, pointer, problems);
        }
    );
    return params.ok() ? outcome(call.api.interface_set_info(call.caller, id, level, config))
                       : Answer(BadParams{params.error()});
}

Answer enumerate(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return enumeration(call.api.interface_enum(call.caller, level, bytes, resume), view);
}

Answer get_custom_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    return params.ok() ? custom_info_answer(call.api.interface_get_custom_info(call.caller, id))
                       : Answer(BadParams{params.error()});
}

Answer set_custom_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto flags = params.required<std::uint32_t>("flags");
    const Ikev2Custom custom = read_custom_info(params);
    return params.ok() ? outcome(call.api.interface_set_custom_info(call.caller, id, flags, custom))
                       : Answer(BadParams{params.error()});
}

constexpr std::array kMethods{
    Method::stored("MprConfigInterfaceCreate", create),
    Method::stored("MprConfigInterfaceDelete", remove),
    Method::stored("MprConfigInterfaceGetHandle", get_handle, kReader),
    Method::stored("MprConfigInterfaceGetInfo", get_info, kReader),
    Method::stored("MprConfigInterfaceSetInfo", set_info),
    Method::stored("MprConfigInterfaceEnum", enumerate, kReader),
    Method::stored("MprConfigInterfaceGetCustomInfoEx", get_custom_info, kReader),
    Method::stored("MprConfigInterfaceSetCustomInfoEx", set_custom_info),
};

}  // namespace
}  // namespace config_interface_calls

std::span<const Method> config_interface_methods() {
    return config_interface_calls::kMethods;
}

}  // namespace mprd::daemon
