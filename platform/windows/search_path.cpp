// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/search_path.hpp"

#include "platform/windows/text.hpp"

#include <algorithm>
#include <vector>

#include <windows.h>

namespace mprd::platform {
namespace {

constexpr const wchar_t* kKey = L"SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment";

std::wstring bare(std::wstring folder) {
    while (!folder.empty() && folder.back() == L'\\') {
        folder.pop_back();
    }
    return folder;
}

bool is_same(const std::wstring& a, const std::wstring& b) {
    return ::CompareStringOrdinal(bare(a).c_str(), -1, bare(b).c_str(), -1, TRUE) == CSTR_EQUAL;
}

Error failed(LSTATUS error) {
    return windows_error(
        Errc::CanNotComplete, "cannot change the PATH of the machine", static_cast<DWORD>(error)
    );
}

}  // namespace

std::wstring with_folder(const std::wstring& path, const std::wstring& folder, Search wanted) {
    std::wstring list;
    std::size_t begin = 0;
    while (begin < path.size()) {
        const std::size_t end = std::min(path.find(L';', begin), path.size());
        const std::wstring entry = path.substr(begin, end - begin);
        if (!entry.empty() && !is_same(entry, folder)) {
            list += (list.empty() ? L"" : L";") + entry;
        }
        begin = end + 1;
    }
    if (wanted == Search::Found) {
        list += (list.empty() ? L"" : L";") + folder;
    }
    return list;
}

Result<void> change_search_path(const std::wstring& folder, Search wanted) {
    HKEY key = nullptr;
    if (const LSTATUS error =
            ::RegOpenKeyExW(HKEY_LOCAL_MACHINE, kKey, 0, KEY_READ | KEY_WRITE, &key);
        error != ERROR_SUCCESS) {
        return failed(error);
    }
    std::vector<wchar_t> value(32768);
    auto size = static_cast<DWORD>((value.size() - 1) * sizeof(wchar_t));
    DWORD type = REG_EXPAND_SZ;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): what the calls take
    LSTATUS error = ::RegQueryValueExW(
        key, L"Path", nullptr, &type, reinterpret_cast<BYTE*>(value.data()), &size
    );
    if (error == ERROR_SUCCESS || error == ERROR_FILE_NOT_FOUND) {
        const std::wstring list = with_folder(value.data(), folder, wanted);
        error = ::RegSetValueExW(
            key,
            L"Path",
            0,
            type,
            reinterpret_cast<const BYTE*>(list.c_str()),
            static_cast<DWORD>((list.size() + 1) * sizeof(wchar_t))
        );
    }
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    ::RegCloseKey(key);
    return error == ERROR_SUCCESS ? Result<void>() : failed(error);
}

}  // namespace mprd::platform
