// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/colours.hpp"

#include <cstdlib>

#include <unistd.h>

namespace mprd::cli {

bool output_has_colours() {
    const char* const refused = std::getenv("NO_COLOR");
    const char* const terminal = std::getenv("TERM");
    return (refused == nullptr || *refused == '\0') && terminal != nullptr &&
           std::string_view(terminal) != "dumb" && ::isatty(STDOUT_FILENO) == 1;
}

}  // namespace mprd::cli
