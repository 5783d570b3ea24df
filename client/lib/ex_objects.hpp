// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/buffer_pool.hpp"

#include <nlohmann/json.hpp>

#include <optional>

#include <mprapi.h>

// The objects of the Ex functions that have no text in them: structures of the caller, whose header
// says which form they have. What they point to are blocks of the family, one each.

namespace mprd::lib {

using nlohmann::json;

/// Whether the header is that of MPR_SERVER_EX, of the only form that there is here.
[[nodiscard]] bool is_server_ex(const MPR_SERVER_EX* object);
/// `info` as the router tells it; the header stays.
void show_server_ex(const json& info, MPR_SERVER_EX& object, Family family);
/// The parameters of SetInfoEx: what the caller names. nullopt: wrong header or members (87).
[[nodiscard]] std::optional<json> read_server_config(const MPR_SERVER_SET_CONFIG_EX* object);

/// Whether the header is that of one of the three forms of MPR_IF_CUSTOMINFOEX.
[[nodiscard]] bool is_custom_info(const MPR_IF_CUSTOMINFOEX* object);
/// As much of the answer as the form has members for; the header stays.
void show_custom_info(const json& answer, MPR_IF_CUSTOMINFOEX* object, Family family);
/// The parameters of SetCustomInfoEx. nullopt: wrong header, or a size without its pointer (87).
[[nodiscard]] std::optional<json> read_custom_info(const MPR_IF_CUSTOMINFOEX* object);

}  // namespace mprd::lib
