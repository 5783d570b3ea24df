// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/method.hpp"

namespace mprd::daemon {

/// Counters are asked of the links when they are wanted, not kept up to date for nobody.
inline void read_traffic(Call& call) {
    for (const auto& connection : call.context.runtime.router().connections(call.now())) {
        call.context.runtime.read_traffic(connection.port);
    }
}

}  // namespace mprd::daemon
