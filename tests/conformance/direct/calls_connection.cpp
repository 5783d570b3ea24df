// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/api.hpp"
#include "core/admin/connection_api.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace connection_rows {
namespace {

admin::Api api(const DirectCall& call) {
    return admin::Api(call.router());
}
admin::ConnectionApi ex(const DirectCall& call) {
    return admin::ConnectionApi(call.router());
}
ConnectionId connection(const DirectCall& call) {
    return call.id<ConnectionId>("connection");
}
PortId port(const DirectCall& call) {
    return call.id<PortId>("port");
}
std::uint32_t bytes(const DirectCall& call) {
    return call.number("preferredMaximumLength", admin::kAllEntries);
}

DirectResult enumerate(const DirectCall& call) {
    const auto page = api(call).connection_enum(
        call.caller, call.now(), call.number("level"), bytes(call), call.number("resumeHandle")
    );
    DirectResult result = page_result(page);
    if (page) {
        for (const admin::ConnectionInfo& each : page->entries) {
            result.members[each.interface_name] = each.handle.value;
        }
    }
    return result;
}

DirectResult notification(const DirectCall& call) {
    return result_of(api(call).connection_notification(call.caller));
}

DirectResult remove_quarantine(const DirectCall& call) {
    std::variant<ConnectionId, Ipv4Address> who = connection(call);
    if (call.params.contains("address")) {
        who = *Ipv4Address::parse(call.text("address"));
    }
    return result_of(ex(call).remove_quarantine(call.caller, call.now(), who));
}

DirectResult port_enum(const DirectCall& call) {
    const auto of =
        call.params.contains("connection") ? std::optional(connection(call)) : std::nullopt;
    return page_result(api(call).port_enum(
        call.caller, call.now(), call.number("level"), of, bytes(call), call.number("resumeHandle")
    ));
}

}  // namespace
}  // namespace connection_rows

DirectFunctions connection_calls() {
    using namespace connection_rows;
    return {
        {"MprAdminConnectionEnum", enumerate},
        {"MprAdminConnectionEnumEx",
         [](const DirectCall& call) {
             return page_result(
                 ex(call).enum_ex(call.caller, call.now(), bytes(call), call.number("resumeHandle"))
             );
         }},
        {"MprAdminConnectionGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).connection_get_info(
                 call.caller, call.now(), call.number("level"), connection(call)
             ));
         }},
        {"MprAdminConnectionGetInfoEx",
         [](const DirectCall& call) {
             return result_of(ex(call).get_info_ex(call.caller, call.now(), connection(call)));
         }},
        {"MprAdminConnectionClearStats",
         [](const DirectCall& call) {
             return result_of(
                 api(call).connection_clear_stats(call.caller, call.now(), connection(call))
             );
         }},
        {"MprAdminConnectionRemoveQuarantine", remove_quarantine},
        {"MprAdminSendUserMessage",
         [](const DirectCall& call) {
             return result_of(ex(call).send_user_message(
                 call.caller, call.now(), connection(call), call.text("message")
             ));
         }},
        {"MprAdminRegisterConnectionNotification", notification},
        {"MprAdminDeregisterConnectionNotification", notification},
        {"MprAdminPortEnum", port_enum},
        {"MprAdminPortGetInfo",
         [](const DirectCall& call) {
             return result_of(
                 api(call).port_get_info(call.caller, call.now(), call.number("level"), port(call))
             );
         }},
        {"MprAdminPortClearStats",
         [](const DirectCall& call) {
             return result_of(api(call).port_clear_stats(call.caller, call.now(), port(call)));
         }},
        {"MprAdminPortReset",
         [](const DirectCall& call) {
             return result_of(api(call).port_reset(call.caller, call.now(), port(call)));
         }},
        {"MprAdminPortDisconnect",
         [](const DirectCall& call) {
             return result_of(api(call).port_disconnect(call.caller, call.now(), port(call)));
         }},
    };
}

}  // namespace mprd::test
