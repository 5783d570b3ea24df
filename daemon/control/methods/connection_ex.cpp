// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminConnectionEnumEx and GetInfoEx, quarantine, messages to users.
#include "client/protocol/connection_json.hpp"
#include "client/protocol/views_json.hpp"
#include "core/admin/connection_api.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/enumeration.hpp"
#include "daemon/control/methods/traffic.hpp"

#include <array>
#include <string>

namespace mprd::daemon {
namespace connection_ex_calls {
namespace {

admin::ConnectionApi api_of(Call& call) {
    return admin::ConnectionApi(call.context.runtime.router());
}

Answer enum_ex(Call& call) {
    Params params(call.params);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    read_traffic(call);
    return enumeration(
        api_of(call).enum_ex(call.caller, call.now(), bytes, resume), protocol::to_json_ex
    );
}

Answer get_info_ex(Call& call) {
    Params params(call.params);
    const auto id = params.handle<ConnectionId>("connection");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    read_traffic(call);
    const auto connection = api_of(call).get_info_ex(call.caller, call.now(), id);
    return connection ? success({{"buffer", protocol::to_json_ex(*connection)}})
                      : failure(connection.error());
}

Answer remove_quarantine(Call& call) {
    Params params(call.params);
    const auto id = params.optional<std::uint32_t>("connection", 0);
    const auto address = params.optional<Ipv4Address>("address");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    std::variant<ConnectionId, Ipv4Address> who = ConnectionId{id};
    if (address) {
        who = *address;
    }
    return outcome(api_of(call).remove_quarantine(call.caller, call.now(), who));
}

Answer send_user_message(Call& call) {
    Params params(call.params);
    const auto id = params.handle<ConnectionId>("connection");
    const auto message = params.required<std::string>("message");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return outcome(api_of(call).send_user_message(call.caller, call.now(), id, message));
}

constexpr std::array kMethods{
    Method{"MprAdminConnectionEnumEx", enum_ex, kReader},
    Method{"MprAdminConnectionGetInfoEx", get_info_ex, kReader},
    Method{"MprAdminConnectionRemoveQuarantine", remove_quarantine},
    Method{"MprAdminSendUserMessage", send_user_message},
};

}  // namespace
}  // namespace connection_ex_calls

std::span<const Method> connection_ex_methods() {
    return connection_ex_calls::kMethods;
}

}  // namespace mprd::daemon
