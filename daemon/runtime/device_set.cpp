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

Result<std::unique_ptr<platform::Device>> DeviceSet::make_unlisted(
    std::string_view kind_name, const std::string& options
) {
    const platform::DeviceKind* kind = platform::find_device_kind(kind_name);
    if (kind == nullptr) {
        return make_error(
            Errc::NotSupported, "this mprd has no devices of kind " + std::string(kind_name)
        );
    }
    if (auto good = kind->check_options(options); !good) {
        return good.error();
    }
    platform::DeviceContext context = context_;
    context.log = [](const std::string& /*it has no name to log*/) {};
    return kind->make_device(context, options, {});
}

}  // namespace mprd::daemon
