// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host_system.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <io.h>
#include <windows.h>

namespace mprd::admin_dll {
namespace {

HANDLE handle_of(Connection connection) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): it was one
    return reinterpret_cast<HANDLE>(static_cast<std::intptr_t>(connection));
}

std::wstring to_wide(const std::string& text) {
    const int length = static_cast<int>(text.size());
    const int units = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(units), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), length, wide.data(), units);
    return wide;
}

std::string text_of(DWORD error) {
    wchar_t* text = nullptr;
    const DWORD flags = FORMAT_MESSAGE_ALLOCATE_BUFFER | FORMAT_MESSAGE_FROM_SYSTEM |
                        FORMAT_MESSAGE_IGNORE_INSERTS | FORMAT_MESSAGE_MAX_WIDTH_MASK;
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the call takes
    auto* const out = reinterpret_cast<wchar_t*>(&text);
    const DWORD length = ::FormatMessageW(flags, nullptr, error, 0, out, 0, nullptr);
    const int units = static_cast<int>(length);
    const int octets = ::WideCharToMultiByte(CP_UTF8, 0, text, units, nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<std::size_t>(octets), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, text, units, utf8.data(), octets, nullptr, nullptr);
    ::LocalFree(text);
    while (!utf8.empty() && utf8.back() == ' ') {
        utf8.pop_back();
    }
    return utf8.empty() ? "error " + std::to_string(error) : utf8;
}

}  // namespace

void give_rights_away() {
    ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);  // nobody sees a window of ours
    HANDLE token = nullptr;
    if (::OpenProcessToken(::GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token) ==
        0) {
        return;
    }
    DWORD size = 0;
    ::GetTokenInformation(token, TokenPrivileges, nullptr, 0, &size);
    std::vector<std::uint8_t> memory(size);
    if (::GetTokenInformation(token, TokenPrivileges, memory.data(), size, &size) != 0) {
        // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the call gives
        auto* const privileges = reinterpret_cast<TOKEN_PRIVILEGES*>(memory.data());
        for (DWORD i = 0; i < privileges->PrivilegeCount; ++i) {
            privileges->Privileges[i].Attributes = SE_PRIVILEGE_REMOVED;
        }
        ::AdjustTokenPrivileges(token, FALSE, privileges, 0, nullptr, nullptr);
    }
    ::CloseHandle(token);
}

Connection take_connection() {
    const HANDLE self = ::GetCurrentProcess();
    HANDLE connection = nullptr;
    // Not inherited by what the object starts.
    ::DuplicateHandle(
        self, ::GetStdHandle(STD_INPUT_HANDLE), self, &connection, 0, FALSE, DUPLICATE_SAME_ACCESS
    );
    // The C run-time that we may share with the object, and others.
    const int nothing = ::_open("NUL", _O_RDONLY);
    ::_dup2(nothing, 0);
    ::_close(nothing);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): as the C run-time has it
    ::SetStdHandle(STD_INPUT_HANDLE, reinterpret_cast<HANDLE>(::_get_osfhandle(0)));
    return Connection{reinterpret_cast<std::intptr_t>(connection)};
}

std::size_t read_some(Connection connection, std::span<char> into) {
    DWORD size = 0;
    const auto room = static_cast<DWORD>(into.size());
    return ::ReadFile(handle_of(connection), into.data(), room, &size, nullptr) != 0 ? size : 0;
}

void write_whole(Connection connection, std::string_view text) {
    DWORD size = 0;
    while (!text.empty() &&
           ::WriteFile(
               handle_of(connection), text.data(), static_cast<DWORD>(text.size()), &size, nullptr
           ) != 0) {
        text.remove_prefix(size);
    }
}

std::optional<FindSymbol> load_object(const std::string& path, std::string& why) {
    std::wstring wide = to_wide(path);
    std::replace(wide.begin(), wide.end(), L'/', L'\\');
    // What it needs may lie beside it; nothing is looked for in the folder that we are in.
    const HMODULE object = ::LoadLibraryExW(
        wide.c_str(), nullptr, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_DEFAULT_DIRS
    );
    if (object == nullptr) {
        why = text_of(::GetLastError());
        return std::nullopt;
    }
    return [object](const std::string& name) {
        const FARPROC function = ::GetProcAddress(object, name.c_str());
        void* symbol = nullptr;
        std::memcpy(&symbol, &function, sizeof symbol);
        return symbol;
    };
}

}  // namespace mprd::admin_dll
