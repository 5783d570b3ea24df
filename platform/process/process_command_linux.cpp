// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/absolute_path.hpp"
#include "platform/process/process_command.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <unistd.h>

namespace mprd::platform {
namespace {

constexpr const char* kUsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

}  // namespace

constinit const ProcessAbilities kProcessAbilities{
    .has_terminals = true, .has_open_files_limit = true};
constinit const char* const kFolderExample = "/";

bool is_from_root(std::string_view path) {
    return is_absolute_posix_path(path);
}

std::string ProcessExit::to_string() const {
    if (signal != 0) {
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ')';
    }
    return "ended with status " + std::to_string(status);
}

std::string search_path(const ProcessCommand& command) {
    if (const auto own = command.environment.find("PATH"); own != command.environment.end()) {
        return own->second;
    }
    const char* ours = ::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nobody sets it
    return ours != nullptr && *ours != '\0' ? ours : kUsualPath;
}

Result<std::string> find_program(const std::string& name, const std::string& path) {
    if (name.find('/') != std::string::npos) {
        if (::access(name.c_str(), X_OK) != 0) {
            const std::error_code cause(errno, std::generic_category());
            return make_error(
                Errc::DeviceNotReady, "cannot run " + name + ": " + cause.message(), cause
            );
        }
        return name;
    }
    for (std::size_t begin = 0; begin <= path.size();) {
        const std::size_t end = std::min(path.find(':', begin), path.size());
        const std::string folder = path.substr(begin, end - begin);
        const std::string file = folder + '/' + name;
        if (is_from_root(folder) && ::access(file.c_str(), X_OK) == 0) {
            return file;
        }
        begin = end + 1;
    }
    return make_error(
        Errc::DeviceNotReady,
        "there is no program " + name + " in " + path + " (install it, or give its path)"
    );
}

}  // namespace mprd::platform
