// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/cli/places.hpp"

namespace mprd::cli {

std::string default_config_file() {
    const std::string folder = client::environment("ProgramData");
    return (folder.empty() ? "C:\\ProgramData" : folder) + "\\mprd\\mprd.json";
}

}  // namespace mprd::cli
