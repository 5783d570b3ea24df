// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/colours.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>
#include <string>

using mprd::cli::coloured;

TEST_CASE("colours: states and headings have them, and nothing else is changed", "[cli][colours]") {
    const std::string table =
        "NAME    STATE\n"
        "office  connected\n"
        "branch  unreachable (outOfResources)\n"
        "дом     connecting\n"
        "lab     disconnected\n";
    const std::string out = coloured(table);

    CHECK(
        out ==
        "\033[1mNAME    STATE\033[0m\n"
        "office  \033[32mconnected\033[0m\n"
        "branch  \033[31munreachable\033[0m (outOfResources)\n"
        "дом     \033[33mconnecting\033[0m\n"
        "lab     disconnected\n"
    );
}

TEST_CASE("colours: parts of words and texts without an end stay as they are", "[cli][colours]") {
    for (const std::string text :
         {"",
          "\n",
          "\n\n",
          "re-connected",
          "connected_1",
          "дconnected",
          "INTERFACE: office",
          "   "}) {
        INFO(text);
        CHECK(coloured(text) == text);
    }
    CHECK(coloured("connected") == "\033[32mconnected\033[0m");
}

TEST_CASE("colours: a file and a pipe get none", "[cli][colours]") {
    // ctest reads what we print.
    CHECK_FALSE(mprd::cli::output_has_colours());
}
