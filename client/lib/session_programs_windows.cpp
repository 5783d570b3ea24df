// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/module_windows.hpp"
#include "client/channel/text_windows.hpp"
#include "client/lib/session_programs.hpp"

#include <windows.h>

namespace mprd::lib {
namespace {

/// Where the installer put the programs; empty: nobody installed them.
[[nodiscard]] std::string install_folder() {
    std::wstring folder(MAX_PATH, L'\0');
    DWORD size = 0;
    LSTATUS status = ERROR_MORE_DATA;
    while (status == ERROR_MORE_DATA) {
        size = static_cast<DWORD>(folder.size() * sizeof(wchar_t));
        status = ::RegGetValueW(
            HKEY_LOCAL_MACHINE,
            L"SOFTWARE\\mprd",
            L"InstallFolder",
            RRF_RT_REG_SZ,
            nullptr,
            folder.data(),
            &size
        );
        folder.resize(status == ERROR_MORE_DATA ? size / sizeof(wchar_t) : folder.size());
    }
    if (status != ERROR_SUCCESS) {
        return "";
    }
    std::string path = client::from_wide(folder.c_str());
    return path.empty() || path.ends_with('\\') ? path : path + '\\';
}

}  // namespace

std::vector<std::string> session_programs() {
    const std::string named = client::environment("MPRD_PROGRAM");
    if (!named.empty()) {
        return {named};
    }
    std::vector<std::string> programs{client::folder_of_module() + "mprd.exe"};
    if (const std::string folder = install_folder(); !folder.empty()) {
        programs.push_back(folder + "mprd.exe");
    }
    programs.emplace_back("mprd.exe");
    return programs;
}

}  // namespace mprd::lib
