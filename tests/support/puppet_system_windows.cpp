// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/puppet_system.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <fcntl.h>
#include <io.h>
#include <process.h>
#include <windows.h>

namespace mprd::test {

void make_octets_pass() {
    for (const int descriptor : {0, 1, 2}) {
        ::_setmode(descriptor, _O_BINARY);
    }
}

std::string read_some(int descriptor, std::size_t room) {
    std::string text(room, '\0');
    const int size = ::_read(descriptor, text.data(), static_cast<unsigned>(room));
    text.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return text;
}

void write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const int size = ::_write(descriptor, text.data(), static_cast<unsigned>(text.size()));
        if (size <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(size));
    }
}

void ignore_requests_to_end() {}  // none comes

std::uint32_t start_waiting(const std::string& puppet) {
    const intptr_t child = ::_spawnl(_P_NOWAIT, puppet.c_str(), "puppet", "wait", nullptr);
    return ::GetProcessId(reinterpret_cast<HANDLE>(child));
}

}  // namespace mprd::test
