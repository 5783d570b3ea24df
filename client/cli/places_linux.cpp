// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/places.hpp"

namespace mprd::cli {

std::string default_config_file() {
    return "/etc/mprd/mprd.json";
}

}  // namespace mprd::cli
