// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd {

// Whether a path says where a file is without regard to a current folder. Who opens the file asks
// in the words of the system that it runs on; who only reads a configuration, perhaps another
// host's, asks in those of either.

/// "/usr/lib/a.so".
[[nodiscard]] constexpr bool is_absolute_posix_path(std::string_view path) {
    return path.starts_with('/');
}

/// "C:\Tools\a.dll", "\\server\share\a.dll", slashes either way. Neither "C:a.dll" nor "\a.dll":
/// these depend on the folder that is current on a drive, and on the drive that is.
[[nodiscard]] constexpr bool is_absolute_windows_path(std::string_view path) {
    const auto is_slash = [](char c) { return c == '/' || c == '\\'; };
    const auto is_letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    const bool has_server = path.size() > 1 && is_slash(path[0]) && is_slash(path[1]);
    return has_server ||
           (path.size() > 2 && is_letter(path[0]) && path[1] == ':' && is_slash(path[2]));
}

/// In the words of either system.
[[nodiscard]] constexpr bool is_absolute_path(std::string_view path) {
    return is_absolute_posix_path(path) || is_absolute_windows_path(path);
}

}  // namespace mprd
