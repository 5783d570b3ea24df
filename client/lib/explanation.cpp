// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/explanation.hpp"

#include "client/channel/channel.hpp"

#include <filesystem>
#include <fstream>

namespace mprd::lib {

void explain(const Error& error) {
    const std::string name = client::environment("MPRD_TRACE");
    if (name.empty()) {
        return;
    }
    const std::filesystem::path path(std::u8string(name.begin(), name.end()));
    std::ofstream(path, std::ios::app)
        << "mprapi: " << to_code(error.code) << ": " << error.detail << '\n';
}

}  // namespace mprd::lib
