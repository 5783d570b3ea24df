// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/session_programs.hpp"

#include <array>

#include <limits.h>
#include <unistd.h>

namespace mprd::cli {

std::vector<std::string> session_programs() {
    std::array<char, PATH_MAX> own{};
    const ssize_t size = ::readlink("/proc/self/exe", own.data(), own.size() - 1);
    std::string path(own.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    path += "mprd";
    if (::access(path.c_str(), X_OK) == 0) {
        return {path, "mprd"};
    }
    return {"mprd"};
}

}  // namespace mprd::cli
