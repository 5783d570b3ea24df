// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/methods/interface_buffer.hpp"

#include "config/codec/codec.hpp"

namespace mprd::daemon {

void read_interface_changes(
    nlohmann::json value,
    InterfaceConfig& config,
    const std::string& pointer,
    config::Problems& problems
) {
    if (value.is_object() && !value.contains("name")) {
        value["name"] = config.name;
    }
    if (value.is_object()) {
        // What GetInfo shows beside the configuration may come back as it was: read, modify, write.
        for (const char* shown :
             {"handle",
              "ifType",
              "connectionState",
              "state",
              "unreachabilityReasons",
              "reasons",
              "lastError",
              "lastErrorSymbol",
              "status",
              "hasCredentials"}) {
            value.erase(shown);
        }
    }
    config::from_json(value, config, pointer, problems);
}

}  // namespace mprd::daemon
