// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/puppet_system.hpp"

#include <array>
#include <csignal>

#include <spawn.h>
#include <unistd.h>

namespace mprd::test {

void make_octets_pass() {}

std::string read_some(int descriptor, std::size_t room) {
    std::string text(room, '\0');
    const ssize_t size = ::read(descriptor, text.data(), room);
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t size = ::write(descriptor, text.data(), text.size());
        if (size <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

void ignore_requests_to_end() {
    static_cast<void>(std::signal(SIGTERM, SIG_IGN));
    static_cast<void>(std::signal(SIGHUP, SIG_IGN));
}

std::uint32_t start_waiting(const std::string& puppet) {
    std::string program = puppet;
    std::string word = "wait";
    std::array<char*, 3> words{program.data(), word.data(), nullptr};
    pid_t child = 0;
    ::posix_spawn(&child, program.c_str(), nullptr, nullptr, words.data(), nullptr);
    return static_cast<std::uint32_t>(child);
}

}  // namespace mprd::test
