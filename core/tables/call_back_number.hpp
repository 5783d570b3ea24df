// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd {

struct UserConfig;

/// Of a number that somebody asks to be called at: bytes as given, digits as dialled.
inline constexpr std::size_t kMaxCallBackNumber = 128;
inline constexpr std::size_t kMaxCallBackDigits = 32;
/// Entries of UserConfig::call_back_prefixes.
inline constexpr std::size_t kMaxCallBackPrefixes = 16;

/// What is dialled for a number from a peer: its digits, perhaps with a '+' in front. Blanks, '-',
/// '.', '(' and ')' are left out; anything else makes it none, so that nobody on the line can
/// steer a modem.
[[nodiscard]] std::optional<std::string> dialled_digits(std::string_view number);

/// The number at which a user who may choose is called if he asks for `wanted`: the one that is set
/// for him (also for an empty one), or another that begins with one of his prefixes. The error is
/// 704 and says why not.
[[nodiscard]] Result<std::string> call_back_number(const UserConfig& user, std::string_view wanted);

/// Each as dialled_digits() makes it, and not too many.
[[nodiscard]] bool are_call_back_prefixes(const std::vector<std::string>& prefixes);

}  // namespace mprd
