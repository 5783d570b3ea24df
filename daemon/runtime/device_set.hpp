// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/views.hpp"
#include "core/tables/device_config.hpp"
#include "platform/devices/device_kind.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::daemon {

/// The configured devices, made when a port of theirs is first needed. Ports must be gone before
/// it.
class DeviceSet {
public:
    /// A line of a device for the log.
    using Log = std::function<void(const std::string& device, const std::string& text)>;

    /// `context.log` is replaced, device by device, by one that names the device.
    DeviceSet(std::vector<DeviceConfig> devices, platform::DeviceContext context, Log log);

    /// A closed port; 608 when there is no such device or its kind is unknown.
    [[nodiscard]] Result<std::unique_ptr<platform::Port>> make_port(const admin::PortInfo& port);
    /// The device of this name, made if need be; an Error as of make_port().
    [[nodiscard]] Result<platform::Device*> find(const std::string& name);
    /// A device that is in no configuration, for a probe; `options` as JSON text.
    [[nodiscard]] Result<std::unique_ptr<platform::Device>> make_unlisted(
        std::string_view kind_name, const std::string& options
    );

private:
    std::vector<DeviceConfig> configs_;
    platform::DeviceContext context_;
    Log log_;
    std::map<std::string, std::unique_ptr<platform::Device>> devices_;
};

}  // namespace mprd::daemon
