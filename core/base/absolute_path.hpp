// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd {

/// Whether `path` says where a file is without regard to a current folder: "/usr/lib/a.so",
/// "C:\Tools\a.dll", "\\server\share\a.dll". In the words of either system: who opens it knows
/// which one it is, and refuses what is the other's.
[[nodiscard]] constexpr bool is_absolute_path(std::string_view path) {
    const auto is_slash = [](char c) { return c == '/' || c == '\\'; };
    const bool has_drive =
        path.size() > 2 && path[1] == ':' && is_slash(path[2]) &&
        ((path[0] >= 'A' && path[0] <= 'Z') || (path[0] >= 'a' && path[0] <= 'z'));
    return path.starts_with('/') || path.starts_with("\\\\") || has_drive;
}

}  // namespace mprd
