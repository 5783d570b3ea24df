// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/error.hpp"
#include "core/base/random.hpp"
#include "core/base/time.hpp"
#include "core/tables/device_config.hpp"
#include "platform/api/device.hpp"
#include "platform/devices/data_path.hpp"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace boost::asio {
class io_context;
}

namespace mprd::platform {

/// What a device works with. The references outlive every device.
struct DeviceContext {
    boost::asio::io_context& io;
    /// Never decreases; the same clock as the router's. Engines get it as their `now`.
    std::function<TimePoint()> clock;
    RandomSource& random;
    Entropy& entropy;
    const Crypto& crypto;
    /// One line for the operator that no event of the router tells (a program's standard error,
    /// what a modem said); goes to the log with the device's name before it. Never given a secret.
    std::function<void(const std::string& text)> log;
};

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
    /// Whether a device of this kind knows a secret of this name (part "devices" of the secrets
    /// file); nullptr: it knows none.
    bool (*is_secret)(std::string_view name) = nullptr;
    /// Whether its ports can wait for calls. If not, a device must have the role "out".
    bool answers = true;
    /// Whether they can with these options, which passed check_options(); nullptr: with any. The
    /// error as that of check_options().
    Result<void> (*check_answering)(std::string_view options) = nullptr;
    /// Of options that passed check_options(); nullptr: DataPath::User always.
    DataPath (*data_path)(std::string_view options) = nullptr;
    /// Makes a device that has opened nothing. `options` has passed check_options(), the names in
    /// `secrets` is_secret().
    Result<std::unique_ptr<Device>> (*make_device
    )(const DeviceContext& context, std::string_view options, const DeviceSecrets& secrets);
};

/// All kinds of this build.
[[nodiscard]] std::span<const DeviceKind> device_kinds();
/// nullptr when there is none of that name.
[[nodiscard]] const DeviceKind* find_device_kind(std::string_view name);

}  // namespace mprd::platform
