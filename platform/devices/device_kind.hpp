// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/api/port.hpp"

#include <memory>
#include <span>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace mprd::platform {

/// What the router needs to know of one sort of device. All kinds stand in one table (kinds.cpp);
/// nothing registers itself.
struct DeviceKind {
    /// The word in a device's configuration, "serial".
    std::string_view name;
    /// The API's device type for MprAdminDeviceEnum (MPRDT_*).
    std::string_view api_type;
    /// Checks the `options` object of the configuration (JSON text). The error's detail starts with
    /// a JSON pointer relative to the options ("/speed: expected ..., found ...").
    Result<void> (*check_options)(std::string_view options);
    /// Makes a closed port. `options` has passed check_options(). The port lives on the given loop.
    Result<std::unique_ptr<Port>> (*make_port
    )(boost::asio::io_context& io, std::string_view options);
};

/// All kinds of this build.
[[nodiscard]] std::span<const DeviceKind> device_kinds();
/// nullptr when there is none of that name.
[[nodiscard]] const DeviceKind* find_device_kind(std::string_view name);

}  // namespace mprd::platform
