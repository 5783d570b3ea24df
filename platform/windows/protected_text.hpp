// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <string>
#include <string_view>

namespace mprd::platform {

// Secrets at rest, encrypted with a key of this machine (DPAPI, CryptProtectData): what is copied
// to another machine, or read from a disk that was taken out, is of no use. Who may read the file
// on this machine is what its rights say.

/// A text of protect().
[[nodiscard]] bool is_protected(std::string_view text);
[[nodiscard]] Result<std::string> protect(std::string_view text);
/// 13 when it was protected on another machine, or is damaged.
[[nodiscard]] Result<std::string> unprotect(std::string_view text);

}  // namespace mprd::platform
