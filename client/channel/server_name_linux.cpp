// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/server_name.hpp"

#include <algorithm>
#include <string_view>

namespace mprd::client {

std::optional<Result<std::string>> local_path_in(const std::string& name) {
    constexpr std::string_view kUnix = "unix://";
    const std::size_t begin = std::min(name.find_first_not_of('\\'), name.size());
    if (!std::string_view(name).substr(begin).starts_with(kUnix)) {
        return std::nullopt;
    }
    std::string path = name.substr(begin + kUnix.size());
    if (!path.starts_with('/')) {
        return wrong_server_name(
            name, "expected an absolute path, as in unix:///run/mprd/mprd.sock"
        );
    }
    return path;
}

std::string local_form() {
    return "unix:///path";
}

}  // namespace mprd::client
