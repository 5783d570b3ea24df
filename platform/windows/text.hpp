// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::platform {

// Texts of the program are UTF-8, those of Windows UTF-16. What is no valid text becomes U+FFFD.
[[nodiscard]] std::wstring to_wide(std::string_view utf8);
[[nodiscard]] std::string to_utf8(std::wstring_view wide);

/// An error of ours with the system's words behind `what`. `error`: of GetLastError().
[[nodiscard]] Error windows_error(Errc code, const std::string& what, std::uint32_t error);

}  // namespace mprd::platform
