// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/lib/session_programs.hpp"

namespace mprd::lib {

std::vector<std::string> session_programs() {
    const std::string named = client::environment("MPRD_PROGRAM");
    if (!named.empty()) {
        return {named};
    }
    // PATH of a user often lacks the folder that the second one is in.
    return {"mprd", "/usr/sbin/mprd"};
}

}  // namespace mprd::lib
