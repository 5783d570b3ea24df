// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/problem.hpp"
#include "core/tables/router_config.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace mprd::config {

/// Configuration values as JSON and back; the same form in files and on the socket (field names:
/// fields.hpp). from_json functions add all that is wrong to `problems`, under `pointer`, and leave
/// members that are absent or wrong as they were.

[[nodiscard]] nlohmann::json to_json(const InterfaceConfig& interface);
/// Without the members that are at their default.
[[nodiscard]] nlohmann::json to_short_json(const InterfaceConfig& interface);
void from_json(
    const nlohmann::json& value,
    InterfaceConfig& interface,
    const std::string& pointer,
    Problems& problems
);

[[nodiscard]] nlohmann::json to_json(const InterfaceDevice& device);
void from_json(
    const nlohmann::json& value,
    InterfaceDevice& device,
    const std::string& pointer,
    Problems& problems
);

[[nodiscard]] nlohmann::json to_json(const Route& route);
void from_json(
    const nlohmann::json& value, Route& route, const std::string& pointer, Problems& problems
);

/// Without the password.
[[nodiscard]] nlohmann::json to_json(const UserConfig& user);
void from_json(
    const nlohmann::json& value, UserConfig& user, const std::string& pointer, Problems& problems
);

/// With the password: for the secrets file and for administrators. Problems say where and what was
/// expected, never what was found.
[[nodiscard]] nlohmann::json to_json(const Credentials& credentials);
void from_json(
    const nlohmann::json& value,
    Credentials& credentials,
    const std::string& pointer,
    Problems& problems
);

/// For the secrets file: never shown. Problems as of Credentials.
[[nodiscard]] nlohmann::json to_json(const ExtendedCredentials& credentials);
/// customIkev2Config of MPR_IF_CUSTOMINFOEX, as interface files have it.
[[nodiscard]] nlohmann::json to_json(const Ikev2Custom& custom);
void from_json(
    const nlohmann::json& value, Ikev2Custom& custom, const std::string& pointer, Problems& problems
);
/// All of an interface's part of the secrets file; `credentials` stays nullopt when there is none
/// of its members.
void secrets_from_json(
    const nlohmann::json& value,
    InterfaceDefinition& interface,
    const std::string& pointer,
    Problems& problems
);

/// The part "server" of the secrets file.
[[nodiscard]] nlohmann::json server_key_json(const Secret& key);
void server_key_from_json(
    const nlohmann::json& value, Secret& key, const std::string& pointer, Problems& problems
);

/// MPRAPI_TUNNEL_CONFIG_PARAMS, as mprd.json has it.
[[nodiscard]] nlohmann::json to_json(const TunnelSettings& tunnels);
void from_json(
    const nlohmann::json& value,
    TunnelSettings& tunnels,
    const std::string& pointer,
    Problems& problems
);

/// The members of mprd.json: everything but interfaces and secrets.
[[nodiscard]] nlohmann::json to_json(const RouterConfig& router);
void from_json(
    const nlohmann::json& value,
    RouterConfig& router,
    const std::string& pointer,
    Problems& problems
);

/// JSON schema (draft 2020-12) of mprd.json and of a file of interfaces.d.
[[nodiscard]] nlohmann::json router_schema();
[[nodiscard]] nlohmann::json interface_schema();

}  // namespace mprd::config
