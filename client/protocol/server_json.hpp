// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/problem.hpp"
#include "core/admin/server_api.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace mprd::protocol {

/// MPR_SERVER_EX: the members of level 0, and "configParams" in the form of mprd.json.
[[nodiscard]] nlohmann::json to_json(const admin::ServerInfoEx& server);
/// MPR_SERVER_1 or _2; members that are absent stay nullopt.
void from_json(
    const nlohmann::json& value,
    admin::ServerPorts& ports,
    const std::string& pointer,
    config::Problems& problems
);

}  // namespace mprd::protocol
