// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/line_path.hpp"

#include "tests/support/catch.hpp"

using mprd::cli::is_line_path;

TEST_CASE("cli: a line is named by its path, in the words of either system", "[cli][probe]") {
    for (const char* word :
         {"/dev/ttyS0", "COM5", "com5", "Com300", R"(\\.\COM12)", R"(\\.\CNCA0)"}) {
        INFO(word);
        CHECK(is_line_path(word));
    }
    for (const char* word : {"", "modem0", "COM", "com5a", "COM 5", "xCOM5", "comm5", "line/0"}) {
        INFO(word);
        CHECK_FALSE(is_line_path(word));
    }
}
