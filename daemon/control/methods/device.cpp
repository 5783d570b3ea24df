// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminDeviceEnum, the devices of an interface, and what a device tells of itself.
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace mprd::daemon {
namespace device_calls {
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
    const auto persist = params.optional("persist", /*fallback=*/false);
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

json facts_json(const std::vector<platform::DeviceFact>& facts) {
    json list = json::array();
    for (const platform::DeviceFact& fact : facts) {
        list.push_back({{"name", fact.name}, {"value", fact.value}});
    }
    return list;
}

Answer device_status(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("device");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto device = call.context.devices.find(name);
    if (!device) {
        return failure(device.error());
    }
    return success({{"facts", facts_json((*device)->status())}});
}

/// Answers the request when the probe is over. `kept` is a device that was made for it alone.
platform::Device::ProbeDone probe_answer(
    Call& call, const std::shared_ptr<platform::Device>& kept
) {
    auto& io = call.context.runtime.io();
    return [&io, kept, session = call.session.weak_from_this(), id = call.id](
               const Result<std::vector<platform::DeviceFact>>& facts
           ) {
        if (kept) {
            boost::asio::post(io, [kept] {});  // it is still at work: not from inside its own call
        }
        const auto client = session.lock();
        if (client && client->is_open()) {
            client->answer(
                id,
                facts ? json{{"code", 0}, {"facts", facts_json(*facts)}}
                      : protocol::failure_json(facts.error().code, facts.error().detail)
            );
        }
    };
}

Answer device_probe(Call& call) {
    Params params(call.params);
    const auto name = params.optional<std::string>("device", "");
    const auto path = params.optional<std::string>("path", "");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (name.empty() == path.empty()) {
        return BadParams{"expected one of device (a configured one) and path"};
    }
    if (!name.empty()) {
        const auto device = call.context.devices.find(name);
        if (!device) {
            return failure(device.error());
        }
        (*device)->probe(probe_answer(call, nullptr));
        return Later{};
    }
    auto device = call.context.devices.make_unlisted("modem", json{{"path", path}}.dump());
    if (!device) {
        return failure(device.error());
    }
    const std::shared_ptr<platform::Device> kept = *std::move(device);
    kept->probe(probe_answer(call, kept));
    return Later{};
}

constexpr std::array kMethods{
    Method{"MprAdminDeviceEnum", device_enum, kReader},
    Method{"MprAdminInterfaceDeviceGetInfo", device_get_info, kReader},
    Method{"MprAdminInterfaceDeviceSetInfo", device_set_info},
    Method{"mprd.DeviceProbe", device_probe},
    Method{"mprd.DeviceStatus", device_status, kReader},
};

}  // namespace
}  // namespace device_calls

std::span<const Method> device_methods() {
    return device_calls::kMethods;
}

}  // namespace mprd::daemon
