// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/codec.hpp"
#include "core/admin/api.hpp"
#include "core/admin/interface_ex_api.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace interface_rows {
namespace {

using nlohmann::json;

admin::Api api(const DirectCall& call) {
    return admin::Api(call.router());
}
admin::InterfaceExApi ex(const DirectCall& call) {
    return admin::InterfaceExApi(call.router());
}
InterfaceId interface(const DirectCall& call) {
    return call.id<InterfaceId>("interface");
}

void read_interface(const json& value, InterfaceConfig& out, config::Problems& bad) {
    json whole = value;
    if (!whole.contains("name")) {
        whole["name"] = out.name;
    }
    config::from_json(whole, out, "", bad);
}

DirectResult create(const DirectCall& call) {
    const auto config = call.structure<InterfaceConfig>("buffer", {}, read_interface);
    return handle_result(
        "interface",
        api(call).interface_create(call.caller, call.now(), call.number("level"), config)
    );
}

DirectResult set_info(const DirectCall& call) {
    const InterfaceRow* row = call.router().interfaces().find(interface(call));
    const auto config = call.structure<InterfaceConfig>(
        "buffer", row == nullptr ? InterfaceConfig{} : row->config, read_interface
    );
    return result_of(api(call).interface_set_info(
        call.caller, call.now(), interface(call), call.number("level"), config
    ));
}

DirectResult get_handle(const DirectCall& call) {
    return handle_result(
        "interface",
        api(call).interface_get_handle(
            call.caller, call.text("interfaceName"), InterfaceTable::Clients::Ignored
        )
    );
}

DirectResult connect(const DirectCall& call) {
    const bool synchronous = call.get("synchronous", false);
    admin::WaitMode mode = synchronous ? admin::WaitMode::Wait : admin::WaitMode::NoWait;
    if (call.get("event", false)) {
        mode = admin::WaitMode::Event;
    }
    const RequestId request = call.world.next_request();
    const auto reply =
        api(call).interface_connect(call.caller, call.now(), interface(call), mode, request);
    call.world.near.drain();
    if (!reply || *reply == admin::ConnectReply::AlreadyConnected) {
        return result_of(reply);
    }
    return result_of(synchronous ? call.world.wait_for(request) : Errc::Pending);
}

DirectResult set_credentials(const DirectCall& call) {
    const auto part = [&](const char* name) {
        return call.params.contains(name) ? std::optional(call.text(name)) : std::nullopt;
    };
    admin::CredentialsUpdate update{part("userName"), part("domainName"), std::nullopt};
    if (const auto password = part("password")) {
        update.password = Secret(*password);
    }
    return result_of(api(call).interface_set_credentials(
        call.caller, call.now(), call.text("interfaceName"), update
    ));
}

DirectResult set_credentials_ex(const DirectCall& call) {
    const Secret data(as_text(*call.octets("credentialsInfo")));
    return result_of(ex(call).set_credentials_ex(
        call.caller, call.now(), interface(call), call.number("level"), data
    ));
}

DirectResult device_set_info(const DirectCall& call) {
    const auto device = call.structure<InterfaceDevice>(
        "buffer",
        {},
        [](const json& value, InterfaceDevice& out, config::Problems& bad) {
            config::from_json(value, out, "", bad);
        }
    );
    return result_of(api(call).interface_device_set_info(
        call.caller, call.now(), interface(call), call.number("index"), call.number("level"), device
    ));
}

DirectResult set_custom_info(const DirectCall& call) {
    return result_of(ex(call).set_custom_info(
        call.caller, call.now(), interface(call), call.number("flags"), custom_info(call)
    ));
}

DirectResult update_phonebook_info(const DirectCall& call) {
    return result_of(ex(call).update_phonebook_info(
        call.caller,
        call.now(),
        interface(call),
        [&](std::string_view name) { return call.world.read_stored(name); }
    ));
}

}  // namespace
}  // namespace interface_rows

Ikev2Custom custom_info(const DirectCall& call) {
    if (!call.params.contains("customIkev2Config")) {
        return {};
    }
    return call.structure<Ikev2Custom>(
        "customIkev2Config",
        {},
        [](const nlohmann::json& value, Ikev2Custom& out, config::Problems& bad) {
            config::from_json(value, out, "", bad);
        }
    );
}

DirectFunctions interface_calls() {
    using namespace interface_rows;
    return {
        {"MprAdminInterfaceCreate", create},
        {"MprAdminInterfaceDelete",
         [](const DirectCall& call) {
             return result_of(api(call).interface_delete(call.caller, call.now(), interface(call)));
         }},
        {"MprAdminInterfaceGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).interface_get_info(
                 call.caller, call.now(), interface(call), call.number("level")
             ));
         }},
        {"MprAdminInterfaceSetInfo", set_info},
        {"MprAdminInterfaceEnum",
         [](const DirectCall& call) {
             return page_result(api(call).interface_enum(
                 call.caller,
                 call.now(),
                 call.number("level"),
                 call.number("preferredMaximumLength", admin::kAllEntries),
                 call.number("resumeHandle")
             ));
         }},
        {"MprAdminInterfaceGetHandle", get_handle},
        {"MprAdminInterfaceConnect", connect},
        {"MprAdminInterfaceDisconnect",
         [](const DirectCall& call) {
             return result_of(
                 api(call).interface_disconnect(call.caller, call.now(), interface(call))
             );
         }},
        {"MprAdminInterfaceUpdatePhonebookInfo", update_phonebook_info},
        {"MprAdminInterfaceGetCustomInfoEx",
         [](const DirectCall& call) {
             return result_of(ex(call).get_custom_info(call.caller, interface(call)));
         }},
        {"MprAdminInterfaceSetCustomInfoEx", set_custom_info},
        {"MprAdminInterfaceDeviceGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).interface_device_get_info(
                 call.caller, interface(call), call.number("index"), call.number("level")
             ));
         }},
        {"MprAdminInterfaceDeviceSetInfo", device_set_info},
        {"MprAdminInterfaceSetCredentials", set_credentials},
        {"MprAdminInterfaceGetCredentials",
         [](const DirectCall& call) {
             return result_of(
                 api(call).interface_get_credentials(call.caller, call.text("interfaceName"))
             );
         }},
        {"MprAdminInterfaceSetCredentialsEx", set_credentials_ex},
        {"MprAdminInterfaceGetCredentialsEx",
         [](const DirectCall& call) {
             return result_of(
                 ex(call).get_credentials_ex(call.caller, interface(call), call.number("level"))
             );
         }},
        {"MprAdminDeviceEnum",
         [](const DirectCall& call) {
             return result_of(api(call).device_enum(call.caller, call.number("level")));
         }},
    };
}

}  // namespace mprd::test
