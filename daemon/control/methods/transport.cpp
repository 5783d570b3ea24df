// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminTransport*, MprAdminInterfaceTransport*: information headers, in base64.
#include "client/protocol/views_json.hpp"
#include "core/admin/transport_api.hpp"
#include "core/base/base64.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"

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
namespace transport_calls {
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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

/// The end of an update: stores the routes when that was asked for. What was not stored is the
/// answer, although the running router has changed.
json update_outcome(ControlContext& context, InterfaceId id, bool persist, Errc result) {
    const InterfaceRow* row = context.runtime.router().interfaces().find(id);
    if (result == Errc::Ok && persist && row != nullptr) {
        if (const auto saved = context.store.save_interface(row->config.name); !saved) {
            return protocol::failure_json(
                Errc::CannotWritePhonebook,
                "updated in the running router but not stored: " + saved.error().detail
            );
        }
    }
    return result == Errc::Ok ? json{{"code", 0}} : protocol::failure_json(result, "");
}

Answer update_routes(Call& call) {
    Params params(call.params);
    const auto interface = params.handle<InterfaceId>("interface");
    const auto transport = params.optional<std::uint32_t>("transportId", 33);
    const auto event = params.optional("event", /*fallback=*/false);
    const auto persist = params.optional("persist", /*fallback=*/true);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (event && call.caller.origin == admin::Origin::Remote) {
        return failure(make_error(
            Errc::InvalidParameter, "event: a remote caller cannot use one; wait for the answer"
        ));
    }
    const RequestId request = call.context.runtime.expect([session = call.session.weak_from_this(),
                                                           context = &call.context,
                                                           id = call.id,
                                                           interface,
                                                           event,
                                                           persist](Errc result) {
        json told = update_outcome(*context, interface, persist, result);
        const auto client = session.lock();
        if (!client || !client->is_open()) {
            return;  // the client went away; the update did not
        }
        if (!event) {
            client->answer(id, told);
            return;
        }
        told["request"] = id;
        told["interface"] = interface.value;
        client->notify("MprAdminInterfaceUpdateRoutesCompleted", told);
    });
    const auto started =
        api(call).interface_update_routes(call.caller, call.now(), interface, transport, request);
    if (!started) {
        call.context.runtime.forget(request);
        return failure(started.error());
    }
    return event ? Answer(Done{protocol::failure_json(Errc::Pending, "")}) : Answer(Later{});
}

Answer query_update_result(Call& call) {
    Params params(call.params);
    const auto interface = params.handle<InterfaceId>("interface");
    const auto transport = params.optional<std::uint32_t>("transportId", 33);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto result = api(call).interface_query_update_result(call.caller, interface, transport);
    return result ? success({{"updateResult", to_code(*result)}}) : failure(result.error());
}

constexpr std::array kMethods{
    Method{"MprAdminTransportCreate", transport_create},
    Method{"MprAdminTransportGetInfo", transport_get_info, kReader},
    Method{"MprAdminTransportSetInfo", transport_set_info},
    Method{"MprAdminInterfaceTransportAdd", interface_transport_add},
    Method{"MprAdminInterfaceTransportRemove", interface_transport_remove},
    Method{"MprAdminInterfaceTransportGetInfo", interface_transport_get_info, kReader},
    Method{"MprAdminInterfaceTransportSetInfo", interface_transport_set_info},
    Method{"MprAdminInterfaceUpdateRoutes", update_routes},
    Method{"MprAdminInterfaceQueryUpdateResult", query_update_result},
};

}  // namespace
}  // namespace transport_calls

std::span<const Method> transport_methods() {
    return transport_calls::kMethods;
}

}  // namespace mprd::daemon
