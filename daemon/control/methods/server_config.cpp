// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminServerSetInfo, the Ex pair, and the pre-shared key of the server.
#include "client/protocol/server_json.hpp"
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "core/admin/server_api.hpp"
#include "core/base/base64.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/key_text.hpp"

#include <array>

namespace mprd::daemon {
namespace server_config_calls {
namespace {

using nlohmann::json;

admin::ServerApi api_of(Call& call) {
    return admin::ServerApi(call.context.runtime.router());
}

/// As save_router() or save_server_key() say, when the caller wished so.
Answer stored(const Result<void>& saved, json members = json::object()) {
    return saved ? success(std::move(members)) : failure(saved.error());
}

Answer is_service_initialized(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).is_service_initialized(call.caller);
    return done ? success({{"initialized", *done}}) : failure(done.error());
}

Answer set_info(Call& call) {
    Params params(call.params);
    const auto level = params.required<std::uint32_t>("level");
    const auto persist = params.optional("persist", /*fallback=*/true);
    admin::ServerPorts ports;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            protocol::from_json(value, ports, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_info(call.caller, call.now(), level, ports);
    if (!done) {
        return failure(done.error());
    }
    return stored(persist ? call.context.store.save_router() : Result<void>());
}

Answer get_info_ex(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = api_of(call).get_info_ex(call.caller, call.now());
    return info ? success({{"serverInfo", protocol::to_json(*info)}}) : failure(info.error());
}

Answer set_info_ex(Call& call) {
    Params params(call.params);
    const auto protocols = params.required<std::uint32_t>("setConfigForProtocols");
    const auto persist = params.optional("persist", /*fallback=*/true);
    // What the caller leaves out stays as it is.
    TunnelSettings tunnels = call.context.runtime.router().settings().tunnels;
    params.structure(
        "configParams",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, tunnels, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_info_ex(call.caller, call.now(), protocols, tunnels);
    if (!done) {
        return failure(done.error());
    }
    const auto saved = persist ? call.context.store.save_router() : Result<void>();
    if (saved && *done == admin::InForce::AfterRestart) {
        return failure(make_error(Errc::RestartRequired, "restart mprd to use it"));
    }
    return stored(saved);
}

Answer get_credentials(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto size = api_of(call).get_credentials(call.caller, level);
    return size ? success({{"size", *size}}) : failure(size.error());
}

Answer set_credentials(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto key = params.required<KeyBytes>("credentialsInfo");
    const auto persist = params.optional("persist", /*fallback=*/true);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_credentials(call.caller, call.now(), level, key.value);
    if (!done) {
        return failure(done.error());
    }
    return stored(persist ? call.context.store.save_server_key() : Result<void>());
}

constexpr std::array kMethods{
    Method{"MprAdminIsServiceInitialized", is_service_initialized, kReader},
    Method{"MprAdminServerSetInfo", set_info},
    Method{"MprAdminServerGetInfoEx", get_info_ex, kReader},
    Method{"MprAdminServerSetInfoEx", set_info_ex},
    Method{"MprAdminServerGetCredentials", get_credentials, kReader},
    Method{"MprAdminServerSetCredentials", set_credentials},
};

}  // namespace
}  // namespace server_config_calls

std::span<const Method> server_config_methods() {
    return server_config_calls::kMethods;
}

}  // namespace mprd::daemon
