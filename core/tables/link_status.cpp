// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/link_status.hpp"

namespace mprd {

const char* to_string(PortCondition condition) {
    switch (condition) {
        case PortCondition::NonOperational:
            return "nonOperational";
        case PortCondition::Disconnected:
            return "disconnected";
        case PortCondition::CallingBack:
            return "callingBack";
        case PortCondition::Listening:
            return "listening";
        case PortCondition::Authenticating:
            return "authenticating";
        case PortCondition::Authenticated:
            return "authenticated";
        case PortCondition::Initializing:
            return "initializing";
    }
    return "unknown";
}

}  // namespace mprd
