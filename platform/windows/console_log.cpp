// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/console_log.hpp"

#include <string>

#include <windows.h>

namespace mprd::platform {

void ConsoleLog::write(LogSeverity /*severity*/, std::string_view /*id*/, std::string_view line) {
    const std::string text = std::string(line) + "\r\n";
    DWORD written = 0;
    ::WriteFile(
        ::GetStdHandle(STD_ERROR_HANDLE),
        text.data(),
        static_cast<DWORD>(text.size()),
        &written,
        nullptr
    );
}

}  // namespace mprd::platform
