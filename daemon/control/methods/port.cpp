// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminPort*: one line of a device.
#include "client/protocol/views_json.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/enumeration.hpp"

#include <array>

namespace mprd::daemon {
namespace port_calls {
namespace {

Answer port_enum(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto connection = params.optional<std::uint32_t>("connection");
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    // INVALID_HANDLE_VALUE, like no value, means all ports.
    const bool all = !connection || *connection == 0xffffffff;
    const auto page = call.api().port_enum(
        call.caller,
        call.now(),
        level,
        all ? std::nullopt : std::optional(ConnectionId{*connection}),
        bytes,
        resume
    );
    return enumeration(page, [level](const admin::PortInfo& port) {
        return protocol::to_json(port, level);
    });
}

Answer port_get_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<PortId>("port");
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    call.context.runtime.read_traffic(id);
    const auto port = call.api().port_get_info(call.caller, call.now(), level, id);
    return port ? success({{"buffer", protocol::to_json(*port, level)}}) : failure(port.error());
}

/// The three calls that take a port and give nothing back.
template <Result<void> (admin::Api::*Act)(const admin::Caller&, TimePoint, PortId)>
Answer act_on_port(Call& call) {
    Params params(call.params);
    const auto id = params.handle<PortId>("port");
    return params.ok() ? outcome((call.api().*Act)(call.caller, call.now(), id))
                       : Answer(BadParams{params.error()});
}

constexpr std::array kMethods{
    Method{"MprAdminPortEnum", port_enum, kReader},
    Method{"MprAdminPortGetInfo", port_get_info, kReader},
    Method{"MprAdminPortDisconnect", act_on_port<&admin::Api::port_disconnect>},
    Method{"MprAdminPortReset", act_on_port<&admin::Api::port_reset>},
    Method{"MprAdminPortClearStats", act_on_port<&admin::Api::port_clear_stats>},
};

}  // namespace
}  // namespace port_calls

std::span<const Method> port_methods() {
    return port_calls::kMethods;
}

}  // namespace mprd::daemon
