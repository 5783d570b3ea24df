// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/interface_config.hpp"

#include <cstddef>
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

/// MPRIO_PromoteAlternates: the number at place `target` of dial_targets() worked. It becomes the
/// first of its device, the number that was first the first alternate. False when it is the first
/// already, or when there is no such place. Source: [MS-RRASM] 2.2.2.2.116, PromoteAlternates.
[[nodiscard]] bool promote_alternate(InterfaceConfig& config, std::size_t target);

}  // namespace mprd::router
