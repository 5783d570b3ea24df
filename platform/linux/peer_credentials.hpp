// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/peer_identity.hpp"

#include <optional>
#include <string>

namespace mprd::platform {

/// SO_PEERCRED of a connected Unix socket, with the groups of its process.
/// PeerIdentity::known is false when the system does not tell.
[[nodiscard]] PeerIdentity peer_of(int socket);
/// How PeerIdentity writes a user and a group: "uid:0", "gid:0".
[[nodiscard]] std::string user_word(std::uint32_t user);
[[nodiscard]] std::string group_word(std::uint32_t group);
/// Number of a group, nullopt when there is none of that name.
[[nodiscard]] std::optional<std::uint32_t> find_group(const std::string& name);

}  // namespace mprd::platform
