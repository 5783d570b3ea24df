// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminConnection*: established calls, and being told of them.
#include "client/protocol/views_json.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/enumeration.hpp"
#include "daemon/control/methods/traffic.hpp"
#include "daemon/control/session.hpp"

#include <array>

namespace mprd::daemon {
namespace connection_calls {
namespace {

Answer connection_enum(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    read_traffic(call);
    const auto page = call.api().connection_enum(call.caller, call.now(), level, bytes, resume);
    return enumeration(page, [level](const admin::ConnectionInfo& connection) {
        return protocol::to_json(connection, level);
    });
}

Answer connection_get_info(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto id = params.handle<ConnectionId>("connection");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    read_traffic(call);
    const auto connection = call.api().connection_get_info(call.caller, call.now(), level, id);
    return connection ? success({{"buffer", protocol::to_json(*connection, level)}})
                      : failure(connection.error());
}

Answer connection_clear_stats(Call& call) {
    Params params(call.params);
    const auto id = params.handle<ConnectionId>("connection");
    return params.ok() ? outcome(call.api().connection_clear_stats(call.caller, call.now(), id))
                       : Answer(BadParams{params.error()});
}

Answer register_notification(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (const auto allowed = call.api().connection_notification(call.caller); !allowed) {
        return failure(allowed.error());
    }
    static_cast<void>(call.session.set_connection_notification(/*wanted=*/true)
    );  // once more is no error
    return success();
}

Answer deregister_notification(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (const auto allowed = call.api().connection_notification(call.caller); !allowed) {
        return failure(allowed.error());
    }
    if (!call.session.set_connection_notification(/*wanted=*/false)) {
        return failure(make_error(Errc::InvalidParameter, "this connection has no registration"));
    }
    return success();
}

constexpr std::array kMethods{
    Method{"MprAdminConnectionEnum", connection_enum, kReader},
    Method{"MprAdminConnectionGetInfo", connection_get_info, kReader},
    Method{"MprAdminConnectionClearStats", connection_clear_stats},
    Method{"MprAdminRegisterConnectionNotification", register_notification, kReader},
    Method{"MprAdminDeregisterConnectionNotification", deregister_notification, kReader},
};

}  // namespace
}  // namespace connection_calls

std::span<const Method> connection_methods() {
    return connection_calls::kMethods;
}

}  // namespace mprd::daemon
