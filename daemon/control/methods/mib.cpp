// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminMIB*: binary entries, in base64.
#include "core/admin/mib_api.hpp"
#include "core/base/base64.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/key_text.hpp"

#include <array>

namespace mprd::daemon {

/// An opaque entry (lpInEntry): base64.
struct OpaqueEntry {
    Bytes bytes;
};

}  // namespace mprd::daemon

namespace mprd::config {

template <>
struct JsonValue<daemon::OpaqueEntry> {
    static bool read(const json& value, daemon::OpaqueEntry& out) {
        auto bytes =
            value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
        if (bytes) {
            out.bytes = std::move(*bytes);
        }
        return bytes.has_value();
    }
    static json write(const daemon::OpaqueEntry& entry) { return to_base64(entry.bytes); }
    static std::string expected() { return "a text in base64"; }
    static json schema() { return {{"type", "string"}}; }
};

}  // namespace mprd::config

namespace mprd::daemon {
namespace mib_calls {
namespace {

using nlohmann::json;

admin::MibApi api_of(Call& call) {
    return {call.context.runtime.router(), [&call] { return call.context.host.read(); }};
}

Answer shown(const Result<Bytes>& entry) {
    return entry ? success({{"outEntry", to_base64(*entry)}, {"outEntrySize", entry->size()}})
                 : failure(entry.error());
}

Answer get(Call& call) {
    Params params(call.params);
    const auto protocol = params.required<std::uint32_t>("protocolId");
    const auto routing = params.required<std::uint32_t>("routingPid");
    const auto entry = params.required<OpaqueEntry>("inEntry");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return shown(api_of(call).get(call.caller, call.now(), {protocol, routing}, entry.bytes));
}

Answer get_first(Call& call) {
    Params params(call.params);
    const auto protocol = params.required<std::uint32_t>("protocolId");
    const auto routing = params.required<std::uint32_t>("routingPid");
    const auto entry = params.required<OpaqueEntry>("inEntry");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return shown(api_of(call).get_first(call.caller, call.now(), {protocol, routing}, entry.bytes));
}

Answer get_next(Call& call) {
    Params params(call.params);
    const auto protocol = params.required<std::uint32_t>("protocolId");
    const auto routing = params.required<std::uint32_t>("routingPid");
    const auto entry = params.required<OpaqueEntry>("inEntry");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return shown(api_of(call).get_next(call.caller, call.now(), {protocol, routing}, entry.bytes));
}

/// Create, Delete and Set differ in nothing: all that is served is read-only.
Answer change(Call& call) {
    Params params(call.params);
    const auto protocol = params.required<std::uint32_t>("protocolId");
    const auto routing = params.required<std::uint32_t>("routingPid");
    static_cast<void>(params.required<OpaqueEntry>("entry"));
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return outcome(admin::MibApi::change(call.caller, {protocol, routing}));
}

Answer trap(Call& call) {
    Params params(call.params);
    const auto protocol = params.required<std::uint32_t>("protocolId");
    const auto routing = params.required<std::uint32_t>("routingPid");
    static_cast<void>(params.optional<OpaqueEntry>("inData", OpaqueEntry{}));
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return outcome(admin::MibApi::trap(call.caller, {protocol, routing}));
}

constexpr std::array kMethods{
    Method{"MprAdminMIBEntryGet", get, kReader},
    Method{"MprAdminMIBEntryGetFirst", get_first, kReader},
    Method{"MprAdminMIBEntryGetNext", get_next, kReader},
    Method{"MprAdminMIBEntryCreate", change},
    Method{"MprAdminMIBEntryDelete", change},
    Method{"MprAdminMIBEntrySet", change},
    Method{"MprAdminMIBGetTrapInfo", trap},
    Method{"MprAdminMIBSetTrapInfo", trap},
};

}  // namespace
}  // namespace mib_calls

std::span<const Method> mib_methods() {
    return mib_calls::kMethods;
}

}  // namespace mprd::daemon
