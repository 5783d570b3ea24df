// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::lib {

/// What may be run as `mprd --config-session`, the best one first (environment MPRD_PROGRAM: that
/// one alone).
[[nodiscard]] std::vector<std::string> session_programs();

}  // namespace mprd::lib
