// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/interface_config.hpp"

#include <string>
#include <vector>

namespace mprd::router {

/// One number on one device, in the order in which an attempt tries them.
struct DialEntry {
    std::string device_type;  ///< MPRDT_ text, may be empty
    std::string device_name;  ///< may be empty
    /// Number or host; empty for a line without numbers.
    std::string number;
};

/// All that an interface can dial: each device's number and then its alternates; without devices,
/// what the phonebook entry says. Empty when it has neither device type nor name.
[[nodiscard]] std::vector<DialEntry> dial_targets(const InterfaceConfig& config);

}  // namespace mprd::router
