// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/access.hpp"

#include <algorithm>

namespace mprd::daemon {

admin::Access access_of(const platform::PeerIdentity& peer, const AccessRules& rules) {
    const auto is_in = [&](const std::optional<std::uint32_t>& group) {
        return group &&
               std::find(peer.groups.begin(), peer.groups.end(), *group) != peer.groups.end();
    };
    if (!peer.known) {
        return admin::Access::None;
    }
    if (peer.user == 0 || peer.user == rules.own_user || is_in(rules.admin_group)) {
        return admin::Access::Administrator;
    }
    return is_in(rules.reader_group) ? admin::Access::Reader : admin::Access::None;
}

}  // namespace mprd::daemon
