// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/text_windows.hpp"
#include "client/cli/secret_input.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include <windows.h>

namespace mprd::cli {
namespace {

/// What is typed, letter by letter in UTF-16, whatever character set the console has.
[[nodiscard]] std::string typed_line(HANDLE console) {
    std::wstring line;
    wchar_t unit = 0;
    DWORD got = 0;
    while (::ReadConsoleW(console, &unit, 1, &got, nullptr) != FALSE && got == 1 && unit != L'\n') {
        if (unit != L'\r') {
            line += unit;
        }
    }
    std::string text = client::from_wide(line);
    std::fill(line.begin(), line.end(), L'\0');
    return text;
}

}  // namespace

std::string read_secret(const std::string& prompt) {
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD mode = 0;
    std::string line;
    if (::GetConsoleMode(input, &mode) == FALSE) {
        std::getline(std::cin, line);
        return line;
    }
    std::fputs(prompt.c_str(), stderr);
    ::SetConsoleMode(input, mode & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
    line = typed_line(input);
    ::SetConsoleMode(input, mode);
    std::fputs("\n", stderr);
    return line;
}

}  // namespace mprd::cli
