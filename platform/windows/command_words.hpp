// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::platform {

/// The words as one command line that a program of the Microsoft C run-time splits into the same
/// words (CommandLineToArgvW): quoted where needed, no shell.
[[nodiscard]] std::wstring command_words(const std::vector<std::string>& words);

}  // namespace mprd::platform
