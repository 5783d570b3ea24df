// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// scripted_router PIPE: serves a ScriptedRouter there until its standard input ends.
#include "tests/support/pipe_server_windows.hpp"
#include "tests/support/serve_script_windows.hpp"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    try {
        const mprd::test::PipeServer server(
            argc > 1 ? argv[1] : R"(\\.\pipe\mprd)", mprd::test::serve_script
        );
        std::puts("ready");
        std::fflush(stdout);
        while (std::getchar() != EOF) {
        }
        // A router that is killed: clients that are still there see the end of their pipe.
        std::_Exit(0);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "scripted_router: %s\n", error.what());
        return 1;
    }
}
