// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/text_windows.hpp"

#include <windows.h>

namespace mprd::client {

std::wstring to_wide(std::string_view text) {
    const int size = static_cast<int>(text.size());
    const int units = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(units), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), units);
    return wide;
}

std::string from_wide(std::wstring_view text) {
    const int units = static_cast<int>(text.size());
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, text.data(), units, nullptr, 0, nullptr, nullptr);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text.data(), units, bytes.data(), size, nullptr, nullptr);
    return bytes;
}

std::string text_of_error(std::uint32_t error) {
    wchar_t* text = nullptr;
    const DWORD units = ::FormatMessageW(
        FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS,
        nullptr,
        error,
        0,
        // With ALLOCATE_BUFFER the call takes the address of a pointer for one.
        static_cast<wchar_t*>(static_cast<void*>(&text)),
        0,
        nullptr
    );
    std::string line = from_wide(std::wstring_view(text, units));
    ::LocalFree(text);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r' || line.back() == '.')) {
        line.pop_back();
    }
    return line.empty() ? "error " + std::to_string(error) : line;
}

std::error_code cause_of_error(std::uint32_t error) {
    return {static_cast<int>(error), std::system_category()};
}

}  // namespace mprd::client
