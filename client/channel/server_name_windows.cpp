// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/pipe_name_windows.hpp"
#include "client/channel/server_name.hpp"

namespace mprd::client {

std::optional<Result<std::string>> local_path_in(const std::string& name) {
    if (!is_device_name(name)) {
        return std::nullopt;
    }
    if (!is_pipe_name(name)) {
        return wrong_server_name(name, "expected a named pipe, as in \\\\.\\pipe\\mprd");
    }
    return name;
}

std::string local_form() {
    return "\\\\.\\pipe\\NAME";
}

}  // namespace mprd::client
