// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/params.hpp"

namespace mprd::daemon {

std::string Params::error() const {
    std::string text;
    for (const config::Problem& problem : problems_) {
        text += (text.empty() ? "" : "; ") + problem.to_string();
    }
    return text;
}

}  // namespace mprd::daemon
