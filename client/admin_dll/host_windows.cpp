// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host.hpp"

#include <string_view>

#include <windows.h>

namespace mprd::admin_dll {

int run_host(const std::string& /*path*/) {
    // What the daemon tells whoever asked for it.
    constexpr std::string_view kLine =
        R"({"failed":"administration DLLs are loaded on Linux only so far; leave out adminDll"})"
        "\n";
    DWORD written = 0;
    ::WriteFile(
        ::GetStdHandle(STD_INPUT_HANDLE),
        kLine.data(),
        static_cast<DWORD>(kLine.size()),
        &written,
        nullptr
    );
    return 1;
}

}  // namespace mprd::admin_dll
