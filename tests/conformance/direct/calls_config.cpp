// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/codec.hpp"
#include "tests/conformance/direct/calls.hpp"

namespace mprd::test {
namespace config_rows {
namespace {

using admin::ConfigApi;
using nlohmann::json;

ConfigApi& api(const DirectCall& call) {
    return call.world.config;
}
admin::StoredInterfaceId interface(const DirectCall& call) {
    return call.id<admin::StoredInterfaceId>("interface");
}
admin::StoredTransportId transport(const DirectCall& call) {
    return call.id<admin::StoredTransportId>("transport");
}
admin::StoredInterfaceTransportId interface_transport(const DirectCall& call) {
    return call.id<admin::StoredInterfaceTransportId>("interfaceTransport");
}
std::uint32_t bytes(const DirectCall& call) {
    return call.number("preferredMaximumLength", admin::kAllEntries);
}

admin::GivenTransport given(const DirectCall& call) {
    const auto path =
        call.params.contains("dllPath") ? std::optional(call.text("dllPath")) : std::nullopt;
    return {call.octets("globalInfo"), call.octets("clientInterfaceInfo"), path};
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
        "interface", api(call).interface_create(call.caller, call.number("level"), config)
    );
}

DirectResult set_info(const DirectCall& call) {
    const auto stored = api(call).interface_config(call.caller, interface(call));
    const auto config = call.structure<InterfaceConfig>(
        "buffer", stored ? *stored : InterfaceConfig{}, read_interface
    );
    return result_of(
        api(call).interface_set_info(call.caller, interface(call), call.number("level"), config)
    );
}

DirectResult set_custom_info(const DirectCall& call) {
    return result_of(api(call).interface_set_custom_info(
        call.caller, interface(call), call.number("flags"), custom_info(call)
    ));
}

DirectResult filter_set_info(const DirectCall& call) {
    return result_of(api(call).filter_set_info(
        call.caller,
        call.number("level"),
        call.number("transportId"),
        call.params.at("buffer").at("enable").get<bool>()
    ));
}

DirectFunctions interface_functions() {
    return {
        {"MprConfigInterfaceCreate", create},
        {"MprConfigInterfaceDelete",
         [](const DirectCall& call) {
             return result_of(api(call).interface_delete(call.caller, interface(call)));
         }},
        {"MprConfigInterfaceGetHandle",
         [](const DirectCall& call) {
             return handle_result(
                 "interface",
                 api(call).interface_get_handle(call.caller, call.text("interfaceName"))
             );
         }},
        {"MprConfigInterfaceGetInfo",
         [](const DirectCall& call) {
             return result_of(
                 api(call).interface_get_info(call.caller, interface(call), call.number("level"))
             );
         }},
        {"MprConfigInterfaceSetInfo", set_info},
        {"MprConfigInterfaceGetCustomInfoEx",
         [](const DirectCall& call) {
             return result_of(api(call).interface_get_custom_info(call.caller, interface(call)));
         }},
        {"MprConfigInterfaceSetCustomInfoEx", set_custom_info},
        {"MprConfigInterfaceEnum",
         [](const DirectCall& call) {
             return page_result(api(call).interface_enum(
                 call.caller, call.number("level"), bytes(call), call.number("resumeHandle")
             ));
         }},
    };
}

DirectFunctions transport_functions() {
    return {
        {"MprConfigTransportCreate",
         [](const DirectCall& call) {
             return handle_result(
                 "transport",
                 api(call).transport_create(
                     call.caller,
                     call.number("transportId"),
                     call.text("transportName"),
                     given(call)
                 )
             );
         }},
        {"MprConfigTransportDelete",
         [](const DirectCall& call) {
             return result_of(api(call).transport_delete(call.caller, transport(call)));
         }},
        {"MprConfigTransportGetHandle",
         [](const DirectCall& call) {
             return handle_result(
                 "transport",
                 api(call).transport_get_handle(call.caller, call.number("transportId"))
             );
         }},
        {"MprConfigTransportSetInfo",
         [](const DirectCall& call) {
             return result_of(
                 api(call).transport_set_info(call.caller, transport(call), given(call))
             );
         }},
        {"MprConfigTransportGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).transport_get_info(call.caller, transport(call)));
         }},
        {"MprConfigTransportEnum",
         [](const DirectCall& call) {
             return page_result(api(call).transport_enum(
                 call.caller, call.number("level"), bytes(call), call.number("resumeHandle")
             ));
         }},
    };
}

DirectFunctions interface_transport_functions() {
    return {
        {"MprConfigInterfaceTransportAdd",
         [](const DirectCall& call) {
             return handle_result(
                 "interfaceTransport",
                 api(call).interface_transport_add(
                     call.caller,
                     interface(call),
                     call.number("transportId"),
                     call.octets("interfaceInfo").value_or(Bytes{})
                 )
             );
         }},
        {"MprConfigInterfaceTransportRemove",
         [](const DirectCall& call) {
             return result_of(api(call).interface_transport_remove(
                 call.caller, interface(call), interface_transport(call)
             ));
         }},
        {"MprConfigInterfaceTransportGetHandle",
         [](const DirectCall& call) {
             return handle_result(
                 "interfaceTransport",
                 api(call).interface_transport_get_handle(
                     call.caller, interface(call), call.number("transportId")
                 )
             );
         }},
        {"MprConfigInterfaceTransportGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).interface_transport_get_info(
                 call.caller, interface(call), interface_transport(call)
             ));
         }},
        {"MprConfigInterfaceTransportSetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).interface_transport_set_info(
                 call.caller,
                 interface(call),
                 interface_transport(call),
                 call.octets("interfaceInfo")
             ));
         }},
        {"MprConfigInterfaceTransportEnum",
         [](const DirectCall& call) {
             return page_result(api(call).interface_transport_enum(
                 call.caller,
                 interface(call),
                 call.number("level"),
                 bytes(call),
                 call.number("resumeHandle")
             ));
         }},
    };
}

}  // namespace
}  // namespace config_rows

DirectFunctions config_calls() {
    using namespace config_rows;
    DirectFunctions all{
        {"MprConfigGetFriendlyName",
         [](const DirectCall& call) {
             return result_of(api(call).get_friendly_name(call.caller, call.text("guidName")));
         }},
        {"MprConfigGetGuidName",
         [](const DirectCall& call) {
             const auto name = api(call).get_guid_name(call.caller, call.text("friendlyName"));
             DirectResult result = result_of(name);
             result.members["guidName"] = name ? *name : "";
             return result;
         }},
        {"MprConfigFilterGetInfo",
         [](const DirectCall& call) {
             return result_of(api(call).filter_get_info(
                 call.caller, call.number("level"), call.number("transportId")
             ));
         }},
        {"MprConfigFilterSetInfo", filter_set_info},
    };
    all.merge(interface_functions());
    all.merge(transport_functions());
    all.merge(interface_transport_functions());
    return all;
}

}  // namespace mprd::test
