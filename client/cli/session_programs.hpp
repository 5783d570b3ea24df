// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::cli {

/// What may be run as `mprd --config-session`, the best one first: the program beside mprctl, then
/// that of PATH.
[[nodiscard]] std::vector<std::string> session_programs();

}  // namespace mprd::cli
