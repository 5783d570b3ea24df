// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// scripted_router PIPE: serves a ScriptedRouter there until its standard input ends.
// scripted_router --config-session: as `mprd --config-session`, on its standard streams.
#include "tests/support/pipe_server_windows.hpp"
#include "tests/support/scripted_router.hpp"
#include "tests/support/serve_script_windows.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>

namespace {

int serve_session() {
    mprd::test::ScriptedRouter router;
    std::string line;
    while (!router.is_over() && std::getline(std::cin, line)) {
        for (const std::string& reply : router.take(line)) {
            std::fputs(reply.c_str(), stdout);
        }
        std::fflush(stdout);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc > 1 && std::string_view(argv[1]) == "--config-session") {
        return serve_session();
    }
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
