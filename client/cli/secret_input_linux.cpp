// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/secret_input.hpp"

#include <cstdio>
#include <iostream>

#include <termios.h>
#include <unistd.h>

namespace mprd::cli {

std::string read_secret(const std::string& prompt) {
    const bool is_terminal = ::isatty(STDIN_FILENO) != 0;
    termios before{};
    if (is_terminal && ::tcgetattr(STDIN_FILENO, &before) == 0) {
        std::fputs(prompt.c_str(), stderr);
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent));
    }
    std::string line;
    std::getline(std::cin, line);
    if (is_terminal) {
        static_cast<void>(::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before));
        std::fputs("\n", stderr);
    }
    return line;
}

}  // namespace mprd::cli
