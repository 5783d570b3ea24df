// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminServer*, error texts, pause and continue, and what the socket says of itself.
#include "client/protocol/views_json.hpp"
#include "core/base/version.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"

#include <array>

namespace mprd::daemon {
namespace server_calls {
namespace {

using nlohmann::json;

Answer is_service_running(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return success({{"running", call.api().is_service_running(call.caller)}});
}

Answer server_get_info(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api().server_get_info(call.caller, call.now(), level);
    return info ? success({{"buffer", protocol::to_json(*info)}}) : failure(info.error());
}

Answer get_error_string(Call& call) {
    Params params(call.params);
    const auto code = params.required<std::uint32_t>("error");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto text = call.api().get_error_string(call.caller, code);
    return text ? success({{"errorString", text->text}, {"symbol", text->symbol}})
                : failure(text.error());
}

Answer pause(Call& call) {
    Params params(call.params);
    return params.ok() ? outcome(call.api().pause(call.caller, call.now()))
                       : Answer(BadParams{params.error()});
}

Answer resume(Call& call) {
    Params params(call.params);
    return params.ok() ? outcome(call.api().resume(call.caller, call.now()))
                       : Answer(BadParams{params.error()});
}

Answer set_idle(Call& call) {
    Params params(call.params);
    const auto seconds = params.required<std::uint32_t>("idleDisconnectSeconds");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = call.api().set_global_idle(call.caller, call.now(), seconds);
    return done && persist ? outcome(call.context.store.save_router()) : outcome(done);
}

Answer list_methods(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    json names = json::array();
    for (const Method& method : methods()) {
        names.push_back(method.name);
    }
    return success({{"methods", names}});
}

Answer get_version(Call& call) {
    Params params(call.params);
    return params.ok() ? success({{"version", kVersion}}) : Answer(BadParams{params.error()});
}

Answer remote(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    call.session.mark_remote();
    return success();
}

constexpr std::array kMethods{
    Method{"MprAdminIsServiceRunning", is_service_running, kReader},
    Method{"MprAdminServerGetInfo", server_get_info, kReader},
    Method{"MprAdminGetErrorString", get_error_string, kReader},
    Method{"mprd.Pause", pause},
    Method{"mprd.Continue", resume},
    Method{"mprd.SetIdle", set_idle},
    Method{"mprd.ListMethods", list_methods, kReader},
    Method{"mprd.GetVersion", get_version, kReader},
    Method{"mprd.Remote", remote, kReader},
};

}  // namespace
}  // namespace server_calls

std::span<const Method> server_methods() {
    return server_calls::kMethods;
}

}  // namespace mprd::daemon
