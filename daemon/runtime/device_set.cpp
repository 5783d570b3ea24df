// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/device_set.hpp"

#include <algorithm>
#include <utility>

namespace mprd::daemon {

DeviceSet::DeviceSet(std::vector<DeviceConfig> devices, platform::DeviceContext context, Log log)
    : configs_(std::move(devices)), context_(std::move(context)), log_(std::move(log)) {}

Result<std::unique_ptr<platform::Port>> DeviceSet::make_port(const admin::PortInfo& port) {
    const auto device = find(port.device_name);
    if (!device) {
        return device.error();
    }
    return (*device)->make_port(port.index);
}

Result<platform::Device*> DeviceSet::find(const std::string& name) {
    if (const auto made = devices_.find(name); made != devices_.end()) {
        return made->second.get();
    }
    const auto config = std::find_if(configs_.begin(), configs_.end(), [&](const auto& each) {
        return each.name == name;
    });
    const platform::DeviceKind* kind =
        config == configs_.end() ? nullptr : platform::find_device_kind(config->kind);
    if (kind == nullptr) {
        return make_error(Errc::DeviceDoesNotExist, "no device \"" + name + "\" of a known kind");
    }
    platform::DeviceContext context = context_;
    context.log = [this, name](const std::string& text) { log_(name, text); };
    auto device = kind->make_device(context, config->options, config->secrets);
    if (!device) {
        return device.error();
    }
    return devices_.emplace(name, std::move(*device)).first->second.get();
}

}  // namespace mprd::daemon
