// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/problem.hpp"
#include "core/tables/interface_config.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace mprd::daemon {

/// Reads the buffer of a SetInfo over `config`, which is what the interface has now: members that
/// the caller leaves out stay as they are.
void read_interface_changes(
    nlohmann::json value,
    InterfaceConfig& config,
    const std::string& pointer,
    config::Problems& problems
);

}  // namespace mprd::daemon
