// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/domain_api.hpp"
#include "core/admin/mib_api.hpp"
#include "core/admin/user_api.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace user_and_mib_rows {
namespace {

/// The name of this router; "@host" of a row.
constexpr const char* kHostName = "router";

admin::UserApi users(const DirectCall& call) {
    return admin::UserApi(call.router());
}

/// A host with nothing but its loopback.
admin::MibApi mib(const DirectCall& call) {
    return {call.router(), []() -> Result<HostTables> {
                HostTables host;
                host.interfaces.push_back({});
                host.interfaces.front().name = "lo";
                host.interfaces.front().index = 1;
                return host;
            }};
}
admin::MibTarget target(const DirectCall& call) {
    return {call.number("protocolId"), call.number("routingPid")};
}

DirectResult set_user(const DirectCall& call) {
    const nlohmann::json& buffer = call.params.at("buffer");
    const admin::UserInfo info{
        buffer.at("privilege").get<std::uint32_t>(),
        buffer.value("phoneNumber", ""),
        buffer.value("privilege2", 0U)};
    return result_of(users(call).set_info(
        call.caller, call.now(), call.text("userName"), call.number("level"), info
    ));
}

DirectResult change_mib(const DirectCall& call) {
    return result_of(admin::MibApi::change(call.caller, target(call)));
}
DirectResult trap(const DirectCall& call) {
    return result_of(admin::MibApi::trap(call.caller, target(call)));
}

using MibWalk = Result<Bytes> (admin::MibApi::*)(
    const admin::Caller&, TimePoint, admin::MibTarget, ByteSpan
) const;

template <MibWalk walk>
DirectResult look_at_mib(const DirectCall& call) {
    return result_of((mib(call).*walk)(
        call.caller, call.now(), target(call), call.octets("inEntry").value_or(Bytes{})
    ));
}

}  // namespace
}  // namespace user_and_mib_rows

DirectFunctions user_and_mib_calls() {
    using namespace user_and_mib_rows;
    return {
        {"MprAdminUserGetInfo",
         [](const DirectCall& call) {
             return result_of(
                 users(call).get_info(call.caller, call.text("userName"), call.number("level"))
             );
         }},
        {"MprAdminUserSetInfo", set_user},
        {"MprAdminGetPDCServer",
         [](const DirectCall& call) {
             const std::string server = call.text("server");
             return result_of(admin::DomainApi(kHostName).get_pdc_server(
                 call.caller, call.text("domain"), server == "@host" ? kHostName : server
             ));
         }},
        {"MprAdminEstablishDomainRasServer",
         [](const DirectCall& call) {
             return result_of(admin::DomainApi::establish_domain_ras_server(call.caller));
         }},
        {"MprAdminIsDomainRasServer",
         [](const DirectCall& call) {
             return result_of(admin::DomainApi::is_domain_ras_server(call.caller));
         }},
        {"MprAdminMIBEntryCreate", change_mib},
        {"MprAdminMIBEntryDelete", change_mib},
        {"MprAdminMIBEntrySet", change_mib},
        {"MprAdminMIBEntryGet", look_at_mib<&admin::MibApi::get>},
        {"MprAdminMIBEntryGetFirst", look_at_mib<&admin::MibApi::get_first>},
        {"MprAdminMIBEntryGetNext", look_at_mib<&admin::MibApi::get_next>},
        {"MprAdminMIBGetTrapInfo", trap},
        {"MprAdminMIBSetTrapInfo", trap},
    };
}

}  // namespace mprd::test
