// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Extended credentials, IKEv2 policy and the stored entry of an interface.
#include "client/protocol/views_json.hpp"
#include "core/admin/interface_ex_api.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/custom_info.hpp"
#include "daemon/control/methods/key_text.hpp"

#include <array>

namespace mprd::daemon {
namespace interface_ex_calls {
namespace {

using nlohmann::json;

admin::InterfaceExApi api_of(Call& call) {
    return admin::InterfaceExApi(call.context.runtime.router());
}

/// The interface exists: a call on it has just succeeded.
const std::string& name_of(Call& call, InterfaceId id) {
    return call.context.runtime.router().interfaces().find(id)->config.name;
}

Answer set_credentials_ex(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto level = params.required<std::uint32_t>("level");
    const auto key = params.required<KeyBytes>("credentialsInfo");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done =
        api_of(call).set_credentials_ex(call.caller, call.now(), id, level, key.value);
    return done && persist ? outcome(call.context.store.save_credentials(name_of(call, id)))
                           : outcome(done);
}

Answer get_credentials_ex(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto level = params.required<std::uint32_t>("level");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto view = api_of(call).get_credentials_ex(call.caller, id, level);
    if (!view) {
        return failure(view.error());
    }
    json members = {{"size", view->size}};
    if (level == admin::kLevelEap) {
        members["credentialsInfo"] = to_base64(view->eap_data.reveal());
    }
    return success(std::move(members));
}

Answer rip_key_set(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto key = params.required<Secret>("key");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_rip_key(call.caller, call.now(), id, key);
    return done && persist ? outcome(call.context.store.save_credentials(name_of(call, id)))
                           : outcome(done);
}

Answer get_custom_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return custom_info_answer(api_of(call).get_custom_info(call.caller, id));
}

Answer set_custom_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto flags = params.required<std::uint32_t>("flags");
    const auto persist = params.optional("persist", /*fallback=*/false);
    const Ikev2Custom custom = read_custom_info(params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_custom_info(call.caller, call.now(), id, flags, custom);
    return done && persist ? outcome(call.context.store.save_interface(name_of(call, id)))
                           : outcome(done);
}

Answer update_phonebook_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return outcome(api_of(call).update_phonebook_info(
        call.caller,
        call.now(),
        id,
        [&](std::string_view name) { return call.context.store.read_interface(name); }
    ));
}

constexpr std::array kMethods{
    Method{"MprAdminInterfaceSetCredentialsEx", set_credentials_ex},
    Method{"MprAdminInterfaceGetCredentialsEx", get_credentials_ex, kReader},
    Method{"mprd.RipKeySet", rip_key_set},
    Method{"MprAdminInterfaceGetCustomInfoEx", get_custom_info, kReader},
    Method{"MprAdminInterfaceSetCustomInfoEx", set_custom_info},
    Method{"MprAdminInterfaceUpdatePhonebookInfo", update_phonebook_info},
};

}  // namespace
}  // namespace interface_ex_calls

std::span<const Method> interface_ex_methods() {
    return interface_ex_calls::kMethods;
}

}  // namespace mprd::daemon
