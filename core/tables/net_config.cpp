// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/net_config.hpp"

namespace mprd {

const char* to_string(RouteOrigin origin) {
    switch (origin) {
        case RouteOrigin::Static:
            return "static";
        case RouteOrigin::NetMgmt:
            return "netmgmt";
        case RouteOrigin::AutoStatic:
            return "autoStatic";
    }
    return "unknown";
}

}  // namespace mprd
