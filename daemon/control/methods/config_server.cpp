// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigServer*, names and filters: the stored configuration as a whole.
#include "client/protocol/server_json.hpp"
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"

#include <array>
#include <string>
#include <utility>

namespace mprd::daemon {
namespace config_server_calls {
namespace {

Answer stored(const Result<admin::InForce>& done) {
    if (!done) {
        return failure(done.error());
    }
    return *done == admin::InForce::Now
               ? success()
               : failure(make_error(Errc::RebootRequired, "stored; restart mprd"));
}

Answer server_install(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    return params.ok() ? outcome(call.api.server_install(call.caller, level, /*has_buffer=*/false))
                       : Answer(BadParams{params.error()});
}

Answer server_get_info(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api.server_get_info(call.caller, level);
    return info ? success({{"buffer", protocol::to_json(*info)}}) : failure(info.error());
}

Answer server_set_info(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.required<std::uint32_t>("level");
    admin::ServerPorts ports;
    params.structure(
        "buffer",
        [&](const nlohmann::json& value, const std::string& pointer, config::Problems& problems) {
            protocol::from_json(value, ports, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored(call.api.server_set_info(call.caller, level, ports));
}

Answer server_get_info_ex(ConfigCall& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api.server_get_info_ex(call.caller);
    return info ? success({{"serverInfo", protocol::to_json(*info)}}) : failure(info.error());
}

Answer server_set_info_ex(ConfigCall& call) {
    Params params(call.params);
    const auto protocols = params.required<std::uint32_t>("setConfigForProtocols");
    TunnelSettings tunnels;
    params.structure(
        "configParams",
        [&](const nlohmann::json& value, const std::string& pointer, config::Problems& problems) {
            // What the caller leaves out stays as it is.
            if (auto is = call.api.server_tunnels(call.caller)) {
                tunnels = *std::move(is);
            }
            config::from_json(value, tunnels, pointer, problems);
        }
    );
    return params.ok() ? stored(call.api.server_set_info_ex(call.caller, protocols, tunnels))
                       : Answer(BadParams{params.error()});
}

Answer server_backup(ConfigCall& call) {
    Params params(call.params);
    const auto path = params.required<std::string>("path");
    return params.ok() ? outcome(call.api.server_backup(call.caller, path))
                       : Answer(BadParams{params.error()});
}

Answer server_restore(ConfigCall& call) {
    Params params(call.params);
    const auto path = params.required<std::string>("path");
    return params.ok() ? outcome(call.api.server_restore(call.caller, path))
                       : Answer(BadParams{params.error()});
}

Answer get_friendly_name(ConfigCall& call) {
    Params params(call.params);
    const auto guid = params.required<std::string>("guidName");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto name = call.api.get_friendly_name(call.caller, guid);
    return name ? success({{"friendlyName", *name}}) : failure(name.error());
}

Answer get_guid_name(ConfigCall& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("friendlyName");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto guid = call.api.get_guid_name(call.caller, name);
    return guid ? success({{"guidName", *guid}}) : failure(guid.error());
}

Answer filter_get_info(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto transport = params.required<std::uint32_t>("transportId");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto filtering = call.api.filter_get_info(call.caller, level, transport);
    return filtering ? success({{"buffer", {{"enable", *filtering}}}}) : failure(filtering.error());
}

Answer filter_set_info(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto transport = params.required<std::uint32_t>("transportId");
    bool enable = false;
    params.structure(
        "buffer",
        [&](const nlohmann::json& value, const std::string& pointer, config::Problems& problems) {
            config::Reader reader(value, pointer, problems);
            reader.required("enable", enable, "");
            reader.finish();
        }
    );
    return params.ok() ? outcome(call.api.filter_set_info(call.caller, level, transport, enable))
                       : Answer(BadParams{params.error()});
}

Answer check(ConfigCall& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto problems = call.api.check(call.caller);
    return problems ? success({{"problems", *problems}}) : failure(problems.error());
}

constexpr std::array kMethods{
    Method::stored("MprConfigServerInstall", server_install),
    Method::stored("MprConfigServerGetInfo", server_get_info, kReader),
    Method::stored("MprConfigServerSetInfo", server_set_info),
    Method::stored("MprConfigServerGetInfoEx", server_get_info_ex, kReader),
    Method::stored("MprConfigServerSetInfoEx", server_set_info_ex),
    Method::stored("MprConfigServerBackup", server_backup),
    Method::stored("MprConfigServerRestore", server_restore),
    Method::stored("MprConfigGetFriendlyName", get_friendly_name, kReader),
    Method::stored("MprConfigGetGuidName", get_guid_name, kReader),
    Method::stored("MprConfigFilterGetInfo", filter_get_info, kReader),
    Method::stored("MprConfigFilterSetInfo", filter_set_info),
    Method::stored("mprd.ConfigCheck", check, kReader),
};

}  // namespace
}  // namespace config_server_calls

std::span<const Method> config_server_methods() {
    return config_server_calls::kMethods;
}

}  // namespace mprd::daemon
