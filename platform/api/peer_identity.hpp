// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace mprd::platform {

/// Who is at the other end of a local connection, as the system vouches for it.
struct PeerIdentity {
    bool known = false;  ///< false: the system could not tell
    /// Effective user number; meaningless unless `known`.
    std::uint32_t user = 0;
    /// Process number, for messages.
    std::uint32_t process = 0;
    /// Group numbers of the process, supplementary ones included.
    std::vector<std::uint32_t> groups;
};

}  // namespace mprd::platform
