// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Prints its words in brackets, a line each, then what comes in; exits with status 7.
#include "client/cli/program_words.hpp"

#include <cstdio>
#include <iostream>
#include <string>

int main(int argc, char** argv) {
    for (const std::string& word : mprd::cli::program_words(argc, argv)) {
        std::printf("[%s]\n", word.c_str());
    }
    std::fflush(stdout);
    std::string line;
    while (std::getline(std::cin, line)) {
        std::printf("%s\n", line.c_str());
        std::fflush(stdout);
    }
    return 7;
}
