// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/server_json.hpp"
#include "config/codec/codec.hpp"
#include "core/admin/api.hpp"
#include "core/admin/server_api.hpp"
#include "core/base/base64.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace server_rows {
namespace {

using nlohmann::json;

admin::Api api(const DirectCall& call) {
    return admin::Api(call.router());
}
admin::ServerApi server(const DirectCall& call) {
    return admin::ServerApi(call.router());
}

admin::ServerPorts ports(const DirectCall& call) {
    return call.structure<admin::ServerPorts>(
        "buffer",
        {},
        [](const json& value, admin::ServerPorts& out, config::Problems& bad) {
            protocol::from_json(value, out, "", bad);
        }
    );
}

DirectResult in_force(const Result<admin::InForce>& done, Errc later) {
    return done && *done == admin::InForce::AfterRestart ? result_of(later) : result_of(done);
}

/// What is set now, with the row's changes.
TunnelSettings tunnels(const DirectCall& call, const TunnelSettings& now) {
    return call.structure<TunnelSettings>(
        "configParams",
        now,
        [](const json& value, TunnelSettings& out, config::Problems& bad) {
            config::from_json(value, out, "", bad);
        }
    );
}

DirectResult set_info_ex(const DirectCall& call) {
    return in_force(
        server(call).set_info_ex(
            call.caller,
            call.now(),
            call.number("setConfigForProtocols"),
            tunnels(call, call.router().settings().tunnels)
        ),
        Errc::RestartRequired
    );
}

DirectResult config_set_info_ex(const DirectCall& call) {
    return in_force(
        call.world.config.server_set_info_ex(
            call.caller,
            call.number("setConfigForProtocols"),
            tunnels(call, call.world.store.config.tunnels)
        ),
        Errc::RebootRequired
    );
}

DirectResult set_credentials(const DirectCall& call) {
    const Secret key(as_text(*call.octets("credentialsInfo")));
    return result_of(
        server(call).set_credentials(call.caller, call.now(), call.number("level"), key)
    );
}

}  // namespace
}  // namespace server_rows

DirectFunctions server_calls() {
    using namespace server_rows;
    return {
        {"MprAdminServerGetInfo",
         [](const DirectCall& call) {
             return result_of(
                 api(call).server_get_info(call.caller, call.now(), call.number("level"))
             );
         }},
        {"MprAdminServerSetInfo",
         [](const DirectCall& call) {
             return result_of(
                 server(call).set_info(call.caller, call.now(), call.number("level"), ports(call))
             );
         }},
        {"MprAdminServerGetInfoEx",
         [](const DirectCall& call) {
             return result_of(server(call).get_info_ex(call.caller, call.now()));
         }},
        {"MprAdminServerSetInfoEx", set_info_ex},
        {"MprAdminServerGetCredentials",
         [](const DirectCall& call) {
             return result_of(server(call).get_credentials(call.caller, call.number("level")));
         }},
        {"MprAdminServerSetCredentials", set_credentials},
        {"MprAdminIsServiceRunning",
         [](const DirectCall& call) {
             return DirectResult{api(call).is_service_running(call.caller) ? 1U : 0U};
         }},
        {"MprAdminIsServiceInitialized",
         [](const DirectCall& call) {
             return result_of(server(call).is_service_initialized(call.caller));
         }},
        {"MprAdminGetErrorString",
         [](const DirectCall& call) {
             return result_of(api(call).get_error_string(call.caller, call.number("error")));
         }},
        {"mprd.Pause",
         [](const DirectCall& call) {
             return result_of(api(call).pause(call.caller, call.now()));
         }},
        {"MprConfigServerInstall",
         [](const DirectCall& call) {
             return result_of(
                 call.world.config.server_install(call.caller, call.number("level"), false)
             );
         }},
        {"MprConfigServerGetInfo",
         [](const DirectCall& call) {
             return result_of(call.world.config.server_get_info(call.caller, call.number("level")));
         }},
        {"MprConfigServerSetInfo",
         [](const DirectCall& call) {
             return in_force(
                 call.world.config.server_set_info(call.caller, call.number("level"), ports(call)),
                 Errc::RebootRequired
             );
         }},
        {"MprConfigServerGetInfoEx",
         [](const DirectCall& call) {
             return result_of(call.world.config.server_get_info_ex(call.caller));
         }},
        {"MprConfigServerSetInfoEx", config_set_info_ex},
        {"MprConfigServerBackup",
         [](const DirectCall& call) {
             return result_of(call.world.config.server_backup(call.caller, call.text("path")));
         }},
        {"MprConfigServerRestore",
         [](const DirectCall& call) {
             return result_of(call.world.config.server_restore(call.caller, call.text("path")));
         }},
    };
}

}  // namespace mprd::test
