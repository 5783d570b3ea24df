// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

#include <string>

namespace mprd::platform {

/// Why a kind of device cannot be on this system, for its check_options and make_device. The text
/// goes to whoever wrote the configuration.
[[nodiscard]] inline Error absent(const std::string& why) {
    return make_error(Errc::NotSupported, ": " + why);
}

}  // namespace mprd::platform
