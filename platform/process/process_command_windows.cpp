// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/absolute_path.hpp"
#include "platform/process/process_command.hpp"
#include "platform/windows/text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include <windows.h>

namespace mprd::platform {
namespace {

bool is_file(const std::string& path) {
    const DWORD attributes = ::GetFileAttributesW(to_wide(path).c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) == 0;
}

/// In either case of letters, as Windows compares names.
bool is_same_name(const std::string& a, const char* b) {
    return ::CompareStringOrdinal(to_wide(a).c_str(), -1, to_wide(b).c_str(), -1, TRUE) ==
           CSTR_EQUAL;
}

std::string extension_of(const std::string& file) {
    const std::size_t dot = file.find_last_of("./\\");
    return dot == std::string::npos || file[dot] != '.' ? "" : file.substr(dot);
}

/// `file` as it is written, or with the usual extension.
std::string as_program(const std::string& file) {
    const std::string with_extension = file + ".exe";
    return extension_of(file).empty() && is_file(with_extension) ? with_extension
           : is_file(file)                                       ? file
           : is_file(with_extension)                             ? with_extension
                                                                 : std::string();
}

/// What CreateProcess would give to a shell, which reads arguments in a way of its own.
Result<std::string> unless_batch(const std::string& file) {
    const std::string extension = extension_of(file);
    if (!is_same_name(extension, ".bat") && !is_same_name(extension, ".cmd")) {
        return file;
    }
    return make_error(
        Errc::DeviceNotReady,
        "cannot run " + file +
            ": a batch file is read by a shell; write \"cmd.exe\", \"/d\", \"/c\" and its path"
    );
}

}  // namespace

constinit const ProcessAbilities kProcessAbilities{
    .has_terminals = false, .has_open_files_limit = false};
constinit const char* const kFolderExample = "C:\\";

bool is_from_root(std::string_view path) {
    return is_absolute_windows_path(path);
}

std::string ProcessExit::to_string() const {
    const auto bits = static_cast<unsigned>(status);
    constexpr unsigned kFirstError = 0xc0000000;  // of NTSTATUS: an exception that nobody handled
    if (bits < kFirstError) {
        return "ended with status " + std::to_string(bits);
    }
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "0x%08x", bits);
    return std::string("was ended by exception ") + digits.data();
}

std::string search_path(const ProcessCommand& command) {
    const auto own = std::find_if(
        command.environment.begin(),
        command.environment.end(),
        [](const auto& variable) { return is_same_name(variable.first, "PATH"); }
    );
    if (own != command.environment.end()) {
        return own->second;
    }
    std::wstring ours(::GetEnvironmentVariableW(L"PATH", nullptr, 0), L'\0');
    ours.resize(::GetEnvironmentVariableW(L"PATH", ours.data(), static_cast<DWORD>(ours.size())));
    return to_utf8(ours);
}

Result<std::string> find_program(const std::string& name, const std::string& path) {
    if (name.find_first_of("/\\:") != std::string::npos) {
        const std::string file = as_program(name);
        if (file.empty()) {
            return make_error(
                Errc::DeviceNotReady, "cannot run " + name + ": there is no such file"
            );
        }
        return unless_batch(file);
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find(';', begin), path.size());
        std::string folder = path.substr(begin, end - begin);
        folder.erase(std::remove(folder.begin(), folder.end(), '"'), folder.end());
        begin = end + 1;
        // Not what depends on the folder that we happen to be in.
        const std::string file = is_from_root(folder) ? as_program(folder + '\\' + name) : "";
        if (!file.empty()) {
            return unless_batch(file);
        }
    }
    return make_error(
        Errc::DeviceNotReady,
        "there is no program " + name + " in " + path + " (install it, or give its path)"
    );
}

}  // namespace mprd::platform
