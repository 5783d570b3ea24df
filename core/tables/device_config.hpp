// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/secret.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace mprd {

/// What the ports of a device may be used for (the port roles of RRAS).
enum class DeviceRole {
    Out,   ///< calls only
    In,    ///< answers only
    Both,  ///< answers while idle, may be taken for a call
};
/// "out", "in", "both".
[[nodiscard]] const char* to_string(DeviceRole role);
[[nodiscard]] std::optional<DeviceRole> parse_device_role(std::string_view text);

/// What a device must keep to itself, by name: {"pin": ...}. Which names there are is the kind's.
using DeviceSecrets = std::map<std::string, Secret, std::less<>>;

/// One device: a modem, a serial port, "L2TP". `options` belongs to the device kind alone and is
/// opaque here (JSON text).
struct DeviceConfig {
    std::string name;                 ///< 1 to 128 bytes, unique
    std::string kind = "serial";      ///< which folder of platform/devices carries it
    std::string options = "{}";       ///< for the kind
    std::string mpr_type = "SERIAL";  ///< MPRDT_ text that the API shows; compared without case
    DeviceRole role = DeviceRole::Both;
    std::uint32_t port_count = 1;  ///< 1 to 30000
    DeviceSecrets secrets{};       ///< for the kind; from the secrets file
    /// With role Both: the first ports only call, so that callers cannot take them all.
    std::uint32_t reserved_for_calls = 0;
    /// With role Both: the last ports only answer, so that our calls cannot take them all.
    std::uint32_t reserved_for_answers = 0;

    /// What its port number `index`, from 0, may be used for.
    [[nodiscard]] DeviceRole role_of_port(std::uint32_t index) const;

    /// Error 87 names the member and what would be right. Does not look into `options`.
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const DeviceConfig&, const DeviceConfig&) = default;
};

/// MPRDT_ texts are compared without regard to case (reference/mprapi-types.md section 5).
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b);

}  // namespace mprd
