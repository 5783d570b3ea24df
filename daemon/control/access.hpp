// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "platform/api/peer_identity.hpp"

namespace mprd::daemon {

/// Who may do what (design section 7): administrators all, readers may read, anyone else nothing. A
/// caller whom the system does not vouch for is anyone.
[[nodiscard]] admin::Access access_of(
    const platform::PeerIdentity& peer, const platform::LocalAccess& rules
);

}  // namespace mprd::daemon
