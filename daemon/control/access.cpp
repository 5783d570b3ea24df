// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/access.hpp"

#include <algorithm>

namespace mprd::daemon {

admin::Access access_of(const platform::PeerIdentity& peer, const platform::LocalAccess& rules) {
    const auto is_one_of = [&peer](const std::vector<std::string>& words) {
        return std::any_of(words.begin(), words.end(), [&peer](const std::string& word) {
            return word == peer.user ||
                   std::find(peer.groups.begin(), peer.groups.end(), word) != peer.groups.end();
        });
    };
    if (!peer.known) {
        return admin::Access::None;
    }
    if (is_one_of(rules.administrators)) {
        return admin::Access::Administrator;
    }
    return is_one_of(rules.readers) ? admin::Access::Reader : admin::Access::None;
}

}  // namespace mprd::daemon
