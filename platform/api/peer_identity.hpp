// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mprd::platform {

/// Who is at the other end of a local connection, as the system vouches for it. Users and groups
/// are words that name them within this system, compared as they are: "uid:0" and "gid:27" on
/// Linux, security identifiers such as "S-1-5-32-544" on Windows.
struct PeerIdentity {
    bool known = false;  ///< false: the system could not tell
    /// Whom the process acts as; meaningless unless `known`.
    std::string user;
    /// Process number, for messages.
    std::uint32_t process = 0;
    /// Groups of the process that count, supplementary ones included.
    std::vector<std::string> groups;
};

/// Users and groups of this system that may administer a router, and that may read.
struct LocalAccess {
    std::vector<std::string> administrators;
    std::vector<std::string> readers;
};

}  // namespace mprd::platform
