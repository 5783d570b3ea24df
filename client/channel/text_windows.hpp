// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>

// Texts of this program are UTF-8, those of Windows UTF-16.

namespace mprd::client {

/// What is no valid UTF-8 or UTF-16 becomes U+FFFD.
[[nodiscard]] std::wstring to_wide(std::string_view text);
[[nodiscard]] std::string from_wide(std::wstring_view text);

/// The system's text for an error number of GetLastError(), in one line.
[[nodiscard]] std::string text_of_error(std::uint32_t error);
[[nodiscard]] std::error_code cause_of_error(std::uint32_t error);

}  // namespace mprd::client
