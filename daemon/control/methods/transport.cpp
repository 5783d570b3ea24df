// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminTransport*, MprAdminInterfaceTransport*: information headers, in base64.
#include "core/admin/transport_api.hpp"
#include "core/base/base64.hpp"
#include "daemon/control/method.hpp"

#include <array>

namespace mprd::daemon {

/// A header as a parameter.
struct HeaderText {
    Bytes octets;
};

}  // namespace mprd::daemon

namespace mprd::config {

template <>
struct JsonValue<daemon::HeaderText> {
    static bool read(const json& value, daemon::HeaderText& out) {
        if (value.is_null()) {
            return true;  // the API's NULL; Params::has() tells
        }
        auto octets =
            value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
        if (octets) {
            out.octets = std::move(*octets);
        }
        return octets.has_value();
    }
    static std::string expected() { return "an information header in base64, or null"; }
};

}  // namespace mprd::config

namespace mprd::daemon {
namespace {

using nlohmann::json;

admin::TransportApi api(Call& call) {
    return admin::TransportApi(call.context.runtime.router());
}

admin::GivenHeader octets_of(std::optional<HeaderText> text) {
    return text ? admin::GivenHeader(std::move(text->octets)) : std::nullopt;
}

Answer stored_interface(Call& call, InterfaceId id, bool persist, const Result<void>& done) {
    if (!done || !persist) {
        return outcome(done);
    }
    return outcome(call.context.store.save_interface(
        call.context.runtime.router().interfaces().find(id)->config.name
    ));
}

Answer stored_router(Call& call, bool persist, const Result<void>& done) {
    return done && persist ? outcome(call.context.store.save_router()) : outcome(done);
}

Answer transport_create(Call& call) {
    Params params(call.params);
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto name = params.optional<std::string>("transportName", "");
    const auto global = params.optional<HeaderText>("globalInfo");
    const auto client = params.optional<HeaderText>("clientInterfaceInfo");
    const auto path = params.optional<std::string>("dllPath", "");
    const auto persist = params.optional("persist", false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored_router(
        call,
        persist,
        api(call).transport_create(
            call.caller, call.now(), transport, name, path, octets_of(global), octets_of(client)
        )
    );
}

Answer transport_get_info(Call& call) {
    Params params(call.params);
    const auto transport = params.required<std::uint32_t>("transportId");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = api(call).transport_get_info(call.caller, transport);
    return info ? success(
                      {{"globalInfo", to_base64(info->global)},
                       {"clientInterfaceInfo", to_base64(info->client)}}
                  )
                : failure(info.error());
}

Answer transport_set_info(Call& call) {
    Params params(call.params);
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto global = params.optional<HeaderText>("globalInfo");
    const auto client = params.optional<HeaderText>("clientInterfaceInfo");
    const auto persist = params.optional("persist", false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored_router(
        call,
        persist,
        api(call).transport_set_info(
            call.caller, call.now(), transport, octets_of(global), octets_of(client)
        )
    );
}

Answer interface_transport_add(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto header = params.optional<HeaderText>("interfaceInfo");
    const auto persist = params.optional("persist", false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored_interface(
        call,
        id,
        persist,
        api(call).interface_add(call.caller, call.now(), id, transport, octets_of(header))
    );
}

Answer interface_transport_remove(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto persist = params.optional("persist", false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored_interface(
        call, id, persist, api(call).interface_remove(call.caller, call.now(), id, transport)
    );
}

Answer interface_transport_get_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto header = api(call).interface_get_info(call.caller, id, transport);
    return header ? success({{"interfaceInfo", to_base64(*header)}}) : failure(header.error());
}

Answer interface_transport_set_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto header = params.optional<HeaderText>("interfaceInfo");
    const auto persist = params.optional("persist", false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return stored_interface(
        call,
        id,
        persist,
        api(call).interface_set_info(call.caller, call.now(), id, transport, octets_of(header))
    );
}

constexpr std::array kMethods{
    Method{"MprAdminTransportCreate", transport_create},
    Method{"MprAdminTransportGetInfo", transport_get_info, kReader},
    Method{"MprAdminTransportSetInfo", transport_set_info},
    Method{"MprAdminInterfaceTransportAdd", interface_transport_add},
    Method{"MprAdminInterfaceTransportRemove", interface_transport_remove},
    Method{"MprAdminInterfaceTransportGetInfo", interface_transport_get_info, kReader},
    Method{"MprAdminInterfaceTransportSetInfo", interface_transport_set_info},
};

}  // namespace

std::span<const Method> transport_methods() {
    return kMethods;
}

}  // namespace mprd::daemon
