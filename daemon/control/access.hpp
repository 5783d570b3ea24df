// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "platform/api/peer_identity.hpp"

#include <cstdint>
#include <optional>

namespace mprd::daemon {

/// The groups and users that the decision knows of.
struct AccessRules {
    std::uint32_t own_user = 0;                 ///< whom the daemon runs as
    std::optional<std::uint32_t> admin_group;   ///< of group "mprd-admin", if there is one
    std::optional<std::uint32_t> reader_group;  ///< of group "mprd"
};

/// Who may do what (design section 7): root, the daemon's own user and group mprd-admin all, group
/// mprd may read, anyone else nothing.
[[nodiscard]] admin::Access access_of(const platform::PeerIdentity& peer, const AccessRules& rules);

}  // namespace mprd::daemon
