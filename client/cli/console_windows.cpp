// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/console.hpp"

#include <cstdio>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

namespace mprd::cli {

Console::Console() : before_(::GetConsoleOutputCP()) {
    constexpr std::size_t kBuffer = 65536;
    ::SetConsoleOutputCP(CP_UTF8);
    // Lines end as they do everywhere else; programs that read them need not know the system.
    ::_setmode(::_fileno(stdout), _O_BINARY);
    ::_setmode(::_fileno(stderr), _O_BINARY);
    // A letter of several octets must not reach the console in parts.
    static_cast<void>(std::setvbuf(stdout, nullptr, _IOFBF, kBuffer));
}

Console::~Console() {
    std::fflush(stdout);
    if (before_ != 0) {
        ::SetConsoleOutputCP(before_);
    }
}

}  // namespace mprd::cli
