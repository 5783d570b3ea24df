// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::lib {

/// Size in bytes of one WCHAR of the program: 2 (UTF-16) or 4 (UTF-32, wchar_t of Linux).
enum class Unit : std::uint32_t {
    Two = 2,
    Four = 4
};

/// Longest text in units that is looked at before it counts as one without end.
inline constexpr std::size_t kLongestText = 65536;

/// The text at `units` up to its zero as UTF-8. nullopt: no zero within `capacity` units, or not
/// valid Unicode (an unpaired surrogate, a number that is no character).
[[nodiscard]] std::optional<std::string> to_utf8(
    const void* units, std::size_t capacity, Unit unit
);

/// A list of texts, each with its zero, ended by an empty one. nullopt as above.
[[nodiscard]] std::optional<std::vector<std::string>> to_utf8_list(const void* units, Unit unit);

/// `text` in units and a zero, as bytes. What is no valid UTF-8 becomes U+FFFD.
/// At most `capacity` units with the zero; a character is never cut in two.
[[nodiscard]] std::string to_units(std::string_view text, std::size_t capacity, Unit unit);

}  // namespace mprd::lib
