// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::cli {

/// mprd.json of this system.
[[nodiscard]] std::string default_config_file();

}  // namespace mprd::cli
