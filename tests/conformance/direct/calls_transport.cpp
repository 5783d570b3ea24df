// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/transport_api.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace transport_rows {
namespace {

admin::TransportApi api(const DirectCall& call) {
    return admin::TransportApi(call.router());
}
InterfaceId interface(const DirectCall& call) {
    return call.id<InterfaceId>("interface");
}
std::uint32_t transport(const DirectCall& call) {
    return call.number("transportId");
}

DirectResult update_routes(const DirectCall& call) {
    // Asking for an event is for callers of this host; the daemon refuses it before core/admin.
    const RequestId request = call.world.next_request();
    const auto done = api(call).interface_update_routes(
        call.caller, call.now(), interface(call), transport(call), request
    );
    call.world.near.drain();
    return done ? result_of(Errc::Pending) : result_of(done);
}

}  // namespace
}  // namespace transport_rows

DirectFunctions transport_calls() {
    using namespace transport_rows;
    return {
        {"MprAdminInterfaceTransportAdd",
         [](const DirectCall& call) {
             return result_of(api(call).interface_add(
                 call.caller,
                 call.now(),
                 interface(call),
                 transport(call),
                 call.octets("interfaceInfo")
             ));
         }},
        {"MprAdminInterfaceTransportRemove",
         [](const DirectCall& call) {
             return result_of(api(call).interface_remove(
                 call.caller, call.now(), interface(call), transport(call)
             ));
         }},
        {"MprAdminInterfaceTransportGetInfo",
         [](const DirectCall& call) {
             return result_of(
                 api(call).interface_get_info(call.caller, interface(call), transport(call))
             );
         }},
        {"MprAdminInterfaceTransportSetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).interface_set_info(
                 call.caller,
                 call.now(),
                 interface(call),
                 transport(call),
                 call.octets("interfaceInfo")
             ));
         }},
        {"MprAdminTransportCreate",
         [](const DirectCall& call) {
             return result_of(api(call).transport_create(
                 call.caller,
                 call.now(),
                 transport(call),
                 call.text("transportName"),
                 call.text("dllPath"),
                 call.octets("globalInfo"),
                 call.octets("clientInterfaceInfo")
             ));
         }},
        {"MprAdminTransportGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).transport_get_info(call.caller, transport(call)));
         }},
        {"MprAdminTransportSetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).transport_set_info(
                 call.caller,
                 call.now(),
                 transport(call),
                 call.octets("globalInfo"),
                 call.octets("clientInterfaceInfo")
             ));
         }},
        {"MprAdminInterfaceUpdateRoutes", update_routes},
        {"MprAdminInterfaceQueryUpdateResult",
         [](const DirectCall& call) {
             return result_of(api(call).interface_query_update_result(
                 call.caller, interface(call), transport(call)
             ));
         }},
    };
}

}  // namespace mprd::test
