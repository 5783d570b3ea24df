// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::cli {

/// The words of the command line behind the program's name, in UTF-8; what main() was given may be
/// in another character set, with some letters lost.
[[nodiscard]] std::vector<std::string> program_words(int argc, char** argv);

}  // namespace mprd::cli
