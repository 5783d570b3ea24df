// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <string>

namespace mprd::platform {

/// Whether programs of a folder are found by their names.
enum class Search {
    Found,
    NotFound
};

/// A list of folders as PATH has them, with `folder` in it once, at its end, or not at all. Other
/// entries stay as they are; upper and lower case and a backslash at the end make no difference.
[[nodiscard]] std::wstring with_folder(
    const std::wstring& path, const std::wstring& folder, Search wanted
);

/// The PATH of all users of this machine; programs that are started from now on see it.
[[nodiscard]] Result<void> change_search_path(const std::wstring& folder, Search wanted);

}  // namespace mprd::platform
