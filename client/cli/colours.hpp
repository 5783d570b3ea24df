// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mprd::cli {

/// Whether standard output shows colours: a terminal that knows the sequences of ECMA-48, unless
/// the environment has NO_COLOR (https://no-color.org). On Windows it tells the console to know
/// them.
[[nodiscard]] bool output_has_colours();

/// The text with colours: states in green (connected), yellow (under way) and red (unreachable),
/// headings of tables in bold. Nothing else is changed.
[[nodiscard]] std::string coloured(std::string_view text);

}  // namespace mprd::cli
