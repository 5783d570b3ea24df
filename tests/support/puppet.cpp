// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A program that does what its words say, one after the other, for tests that start programs:
//   out:TEXT err:TEXT    writes a line
//   env:NAME folder      writes the value of a variable, the working directory, to the standard
//   error head:N               reads N octets and writes them to the standard error cat copies its
//   input to its output, until the end zeros:N              writes N octets reply:TEXT writes a
//   line to its standard input, which must be a connection line                 reads a line, octet
//   by octet close                closes its standard input and output stubborn             ignores
//   what asks it to end child                starts itself to wait, and writes that process's
//   number to the standard error wait                 for ever exit:N
#include "client/cli/program_words.hpp"
#include "tests/support/puppet_system.hpp"

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <thread>

namespace {

using mprd::test::read_some;
using mprd::test::write_all;

constexpr int kInput = 0;
constexpr int kOutput = 1;
constexpr int kError = 2;

void write_line(int descriptor, const std::string& text) {
    write_all(descriptor, text + "\n");
}

std::string read_octets(std::size_t count) {
    std::string text;
    while (text.size() < count) {
        const std::string part = read_some(kInput, count - text.size());
        if (part.empty()) {
            break;
        }
        text += part;
    }
    return text;
}

void copy() {
    constexpr std::size_t kPart = 4096;
    for (std::string part = read_some(kInput, kPart); !part.empty();
         part = read_some(kInput, kPart)) {
        write_all(kOutput, part);
    }
}

void obey(const std::string& verb, const std::string& text, const std::string& itself) {
    if (verb == "out" || verb == "err") {
        write_line(verb == "out" ? kOutput : kError, text);
    } else if (verb == "env") {
        const char* value = std::getenv(text.c_str());
        write_line(kError, text + '=' + (value != nullptr ? value : ""));
    } else if (verb == "folder") {
        write_line(kError, std::filesystem::current_path().string());
    } else if (verb == "head") {
        write_line(kError, read_octets(std::stoul(text)));
    } else if (verb == "cat") {
        copy();
    } else if (verb == "zeros") {
        write_all(kOutput, std::string(std::stoul(text), '\0'));
    } else if (verb == "reply") {
        write_line(kInput, text);
    } else if (verb == "line") {
        for (std::string octet = read_some(kInput, 1); !octet.empty() && octet != "\n";) {
            octet = read_some(kInput, 1);
        }
    } else if (verb == "stubborn") {
        mprd::test::ignore_requests_to_end();
    } else if (verb == "child") {
        write_line(kError, std::to_string(mprd::test::start_waiting(itself)));
    } else if (verb == "wait") {
        std::this_thread::sleep_for(std::chrono::hours{1});
    } else if (verb == "exit") {
        std::exit(std::stoi(text));
    } else {
        write_line(kError, "puppet: what is " + verb + "?");
        std::exit(99);
    }
}

}  // namespace

int main(int argc, char** argv) {
    mprd::test::make_octets_pass();
    for (const std::string& word : mprd::cli::program_words(argc, argv)) {
        const std::size_t colon = word.find(':');
        obey(
            word.substr(0, colon), colon == std::string::npos ? "" : word.substr(colon + 1), argv[0]
        );
    }
    return 0;
}
