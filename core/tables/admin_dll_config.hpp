// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace mprd {

/// Longest `timeout`: a caller's PPP gives up after about half a minute.
inline constexpr std::chrono::seconds kMaxAdminDllTimeout{20};

/// A shared object of somebody else's that has a say about incoming calls: the administration DLL
/// (docs/guide/admin-dll.md). Read when the router starts.
struct AdminDllConfig {
    std::string path;                 ///< absolute; empty: none
    std::chrono::seconds timeout{5};  ///< for one call of it, 1 to kMaxAdminDllTimeout
    friend bool operator==(const AdminDllConfig&, const AdminDllConfig&) = default;
};

}  // namespace mprd
