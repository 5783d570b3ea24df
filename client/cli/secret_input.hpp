// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::cli {

/// One line from standard input, without its end; not echoed when it is a terminal. `prompt` is
/// shown on a terminal only. A password never stands on a command line, where everybody could read
/// it.
[[nodiscard]] std::string read_secret(const std::string& prompt);

}  // namespace mprd::cli
