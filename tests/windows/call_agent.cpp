// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// call_agent FILE ADDRESS SIZE: lets a test outside of Wine call functions of Windows libraries.
//
// FILE is mapped at ADDRESS (hexadecimal), where the test has mapped it, too: what the test puts
// there and points to, a function finds. Each line of standard input is LIBRARY, FUNCTION and up to
// twelve numbers, divided by tabs; its answer is two numbers: what the function returned and
// GetLastError(). A library that is not there, or has no such function, is answered with "none".
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>

#include <windows.h>

namespace {

using Number = std::uint64_t;
using Arguments = std::array<Number, 12>;
/// On x64 any function takes more arguments than it has: the caller makes room and clears up.
using Function = Number (*)(
    Number, Number, Number, Number, Number, Number, Number, Number, Number, Number, Number, Number
);

/// Nullptr: there is none.
Function find(const std::string& library, const std::string& name) {
    const HMODULE module = ::LoadLibraryA(library.c_str());  // for the second time: the same
    return module == nullptr ? nullptr
                             : reinterpret_cast<Function>(
                                   reinterpret_cast<void*>(::GetProcAddress(module, name.c_str()))
                               );
}

bool map_shared(const char* file, void* address, std::size_t size) {
    const HANDLE handle = ::CreateFileA(
        file,
        GENERIC_READ | GENERIC_WRITE,
        FILE_SHARE_READ | FILE_SHARE_WRITE,
        nullptr,
        OPEN_EXISTING,
        0,
        nullptr
    );
    const HANDLE mapping =
        ::CreateFileMappingA(handle, nullptr, PAGE_READWRITE, 0, static_cast<DWORD>(size), nullptr);
    return mapping != nullptr &&
           ::MapViewOfFileEx(mapping, FILE_MAP_ALL_ACCESS, 0, 0, size, address) == address;
}

void answer(const std::string& line) {
    std::istringstream words(line);
    std::string library;
    std::string name;
    std::getline(words, library, '\t');
    std::getline(words, name, '\t');
    Arguments a{};
    for (Number& each : a) {
        words >> each;
    }
    const Function function = find(library, name);
    if (function == nullptr) {
        std::puts("none");
        return;
    }
    ::SetLastError(0);
    const Number result =
        function(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7], a[8], a[9], a[10], a[11]);
    const DWORD error = ::GetLastError();
    std::cout << result << ' ' << error << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4) {
        std::fputs("expected: call_agent FILE ADDRESS SIZE\n", stderr);
        return 2;
    }
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the place is the test's to choose
    void* const address = reinterpret_cast<void*>(std::strtoull(argv[2], nullptr, 16));
    if (!map_shared(argv[1], address, std::strtoull(argv[3], nullptr, 10))) {
        std::fprintf(stderr, "call_agent: %s cannot be mapped: %lu\n", argv[1], ::GetLastError());
        return 1;
    }
    std::cout << "ready" << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        answer(line);
    }
    return 0;
}
