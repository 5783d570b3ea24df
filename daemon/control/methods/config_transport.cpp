// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigTransport* and MprConfigInterfaceTransport*: stored transports.
#include "config/codec/codec.hpp"
#include "core/base/base64.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/enumeration.hpp"

#include <array>
#include <optional>
#include <string>

namespace mprd::daemon {
namespace config_transport_calls {
namespace {

using admin::StoredInterfaceId;
using admin::StoredInterfaceTransportId;
using admin::StoredTransportId;
using nlohmann::json;

/// An information header as text; a text that is no base64 is no header (87 for the API).
std::optional<Bytes> octets(const std::optional<std::string>& text) {
    if (!text) {
        return std::nullopt;
    }
    return from_base64(*text).value_or(Bytes{0});
}

json view(const admin::TransportEntry& entry) {
    return {
        {"handle", entry.handle}, {"transportId", entry.transport}, {"transportName", entry.name}};
}

Answer transport_create(ConfigCall& call) {
    Params params(call.params);
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto name = params.optional<std::string>("transportName", "");
    const auto global = params.optional<std::string>("globalInfo");
    const auto client = params.optional<std::string>("clientInterfaceInfo");
    const auto path = params.optional<std::string>("dllPath");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api.transport_create(
        call.caller, transport, name, {octets(global), octets(client), path}
    );
    return id ? success({{"transport", id->value}}) : failure(id.error());
}

Answer transport_delete(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredTransportId>("transport");
    return params.ok() ? outcome(call.api.transport_delete(call.caller, id))
                       : Answer(BadParams{params.error()});
}

Answer transport_get_handle(ConfigCall& call) {
    Params params(call.params);
    const auto transport = params.required<std::uint32_t>("transportId");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api.transport_get_handle(call.caller, transport);
    return id ? success({{"transport", id->value}}) : failure(id.error());
}

Answer transport_get_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredTransportId>("transport");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api.transport_get_info(call.caller, id);
    return info ? success(
                      {{"globalInfo", to_base64(info->global)},
                       {"clientInterfaceInfo", to_base64(info->client)},
                       {"dllPath", info->dll_path}}
                  )
                : failure(info.error());
}

Answer transport_set_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredTransportId>("transport");
    const auto global = params.optional<std::string>("globalInfo");
    const auto client = params.optional<std::string>("clientInterfaceInfo");
    const auto path = params.optional<std::string>("dllPath");
    return params.ok() ? outcome(call.api.transport_set_info(
                             call.caller, id, {octets(global), octets(client), path}
                         ))
                       : Answer(BadParams{params.error()});
}

Answer transport_enum(ConfigCall& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return enumeration(call.api.transport_enum(call.caller, level, bytes, resume), view);
}

Answer add(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    const auto header = params.required<std::string>("interfaceInfo");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto made = call.api.interface_transport_add(call.caller, id, transport, *octets(header));
    return made ? success({{"interfaceTransport", made->value}}) : failure(made.error());
}

Answer remove(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto transport = params.handle<StoredInterfaceTransportId>("interfaceTransport");
    return params.ok() ? outcome(call.api.interface_transport_remove(call.caller, id, transport))
                       : Answer(BadParams{params.error()});
}

Answer get_handle(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto transport = params.required<std::uint32_t>("transportId");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto found = call.api.interface_transport_get_handle(call.caller, id, transport);
    return found ? success({{"interfaceTransport", found->value}}) : failure(found.error());
}

Answer get_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto transport = params.handle<StoredInterfaceTransportId>("interfaceTransport");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto header = call.api.interface_transport_get_info(call.caller, id, transport);
    return header ? success({{"interfaceInfo", to_base64(*header)}}) : failure(header.error());
}

Answer set_info(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto transport = params.handle<StoredInterfaceTransportId>("interfaceTransport");
    const auto header = params.optional<std::string>("interfaceInfo");
    return params.ok() ? outcome(call.api.interface_transport_set_info(
                             call.caller, id, transport, octets(header)
                         ))
                       : Answer(BadParams{params.error()});
}

Answer enumerate(ConfigCall& call) {
    Params params(call.params);
    const auto id = params.handle<StoredInterfaceId>("interface");
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return enumeration(
        call.api.interface_transport_enum(call.caller, id, level, bytes, resume), view
    );
}

constexpr std::array kMethods{
    Method::stored("MprConfigTransportCreate", transport_create),
    Method::stored("MprConfigTransportDelete", transport_delete),
    Method::stored("MprConfigTransportGetHandle", transport_get_handle, kReader),
    Method::stored("MprConfigTransportGetInfo", transport_get_info, kReader),
    Method::stored("MprConfigTransportSetInfo", transport_set_info),
    Method::stored("MprConfigTransportEnum", transport_enum, kReader),
    Method::stored("MprConfigInterfaceTransportAdd", add),
    Method::stored("MprConfigInterfaceTransportRemove", remove),
    Method::stored("MprConfigInterfaceTransportGetHandle", get_handle, kReader),
    Method::stored("MprConfigInterfaceTransportGetInfo", get_info, kReader),
    Method::stored("MprConfigInterfaceTransportSetInfo", set_info),
    Method::stored("MprConfigInterfaceTransportEnum", enumerate, kReader),
};

}  // namespace
}  // namespace config_transport_calls

std::span<const Method> config_transport_methods() {
    return config_transport_calls::kMethods;
}

}  // namespace mprd::daemon
