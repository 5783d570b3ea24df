// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminInterfaceSetCredentials and GetCredentials: by name, as the API has them.
#include "core/base/secret.hpp"
#include "daemon/control/method.hpp"

#include <array>
#include <string>

namespace mprd::daemon {
namespace credentials_calls {
namespace {

Answer set_credentials(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("interfaceName");
    admin::CredentialsUpdate update;
    update.user_name = params.optional<std::string>("userName");
    update.domain = params.optional<std::string>("domainName");
    update.password = params.optional<Secret>("password");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = call.api().interface_set_credentials(call.caller, call.now(), name, update);
    return done && persist ? outcome(call.context.store.save_credentials(name)) : outcome(done);
}

Answer get_credentials(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("interfaceName");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto credentials = call.api().interface_get_credentials(call.caller, name);
    if (!credentials) {
        return failure(credentials.error());
    }
    return success(
        {{"userName", credentials->user_name},
         {"domainName", credentials->domain},
         {"password", std::string(as_text(credentials->password.reveal()))}}
    );
}

constexpr std::array kMethods{
    Method{"MprAdminInterfaceSetCredentials", set_credentials},
    Method{"MprAdminInterfaceGetCredentials", get_credentials, kReader},
};

}  // namespace
}  // namespace credentials_calls

std::span<const Method> credentials_methods() {
    return credentials_calls::kMethods;
}

}  // namespace mprd::daemon
