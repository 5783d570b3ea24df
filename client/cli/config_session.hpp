// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>

namespace mprd::cli {

/// Starts `mprd --config-session` for the configuration `path` and returns the descriptor of a
/// socket to it, or why it cannot be started. The program is the one beside mprctl, else that of
/// PATH. It ends when the socket is closed.
[[nodiscard]] std::variant<int, std::string> start_config_session(const std::string& path);

}  // namespace mprd::cli
