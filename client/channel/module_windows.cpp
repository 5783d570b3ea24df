// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/module_windows.hpp"

#include "client/channel/text_windows.hpp"

#include <windows.h>

namespace mprd::client {
namespace {

[[nodiscard]] std::string folder_of(HMODULE module) {
    std::wstring path(32768, L'\0');  // the longest path of the system
    const DWORD size = ::GetModuleFileNameW(module, path.data(), static_cast<DWORD>(path.size()));
    path.resize(size < path.size() ? size : 0);
    const std::size_t end = path.find_last_of(L"\\/");
    path.resize(end == std::wstring::npos ? 0 : end + 1);
    return from_wide(path);
}

/// Lies in the module that is asked for.
const int kOurs = 0;

}  // namespace

std::string folder_of_program() {
    return folder_of(nullptr);
}

std::string folder_of_module() {
    HMODULE module = nullptr;
    ::GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_UNCHANGED_REFCOUNT,
        static_cast<const wchar_t*>(static_cast<const void*>(&kOurs)),
        &module
    );
    return folder_of(module);
}

}  // namespace mprd::client
