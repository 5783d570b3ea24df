// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd::cli {

/// Whether a word is the path of a serial line: "/dev/ttyS0", "COM5" in any case of letters,
/// "\\.\COM12". Everything else is a device's name. In the words of either system: the router may
/// be another host's.
[[nodiscard]] bool is_line_path(std::string_view word);

}  // namespace mprd::cli
