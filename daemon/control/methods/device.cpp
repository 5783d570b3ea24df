// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminDeviceEnum and the devices of an interface.
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"

#include <array>

namespace mprd::daemon {
namespace {

using nlohmann::json;

Answer device_enum(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto devices = call.api().device_enum(call.caller, level);
    if (!devices) {
        return failure(devices.error());
    }
    json entries = json::array();
    for (const auto& device : *devices) {
        entries.push_back(protocol::to_json(device));
    }
    return success({{"buffer", entries}, {"totalEntries", devices->size()}});
}

Answer device_get_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto index = params.required<std::uint32_t>("index");
    const auto level = params.optional<std::uint32_t>("level", 1);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto device = call.api().interface_device_get_info(call.caller, id, index, level);
    if (!device) {
        return failure(device.error());
    }
    json buffer = config::to_json(*device);
    if (level == 0) {
        buffer.erase("number");
        buffer.erase("alternates");
    }
    return success({{"buffer", buffer}});
}

Answer device_set_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto index = params.required<std::uint32_t>("index");
    const auto level = params.optional<std::uint32_t>("level", 1);
    const auto persist = params.optional("persist", false);
    InterfaceDevice device;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, device, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done =
        call.api().interface_device_set_info(call.caller, call.now(), id, index, level, device);
    if (!done || !persist) {
        return outcome(done);
    }
    return outcome(call.context.store.save_interface(
        call.context.runtime.router().interfaces().find(id)->config.name
    ));
}

constexpr std::array kMethods{
    Method{"MprAdminDeviceEnum", device_enum, kReader},
    Method{"MprAdminInterfaceDeviceGetInfo", device_get_info, kReader},
    Method{"MprAdminInterfaceDeviceSetInfo", device_set_info},
};

}  // namespace

std::span<const Method> device_methods() {
    return kMethods;
}

}  // namespace mprd::daemon
