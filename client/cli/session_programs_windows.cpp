// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/module_windows.hpp"
#include "client/cli/session_programs.hpp"

namespace mprd::cli {

std::vector<std::string> session_programs() {
    return {client::folder_of_program() + "mprd.exe", "mprd.exe"};
}

}  // namespace mprd::cli
