// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/router_config.hpp"

#include <utility>

namespace mprd::test {

/// A router that calls `peer` as `user`, over `device`, and lets him in. The devices are the
/// test's.
[[nodiscard]] inline RouterConfig crossing_config(
    const char* peer, const char* user, InterfaceDevice device
) {
    RouterConfig config;
    InterfaceDefinition definition;
    definition.config.name = peer;
    definition.config.devices = {std::move(device)};
    definition.config.routes = {Route{*IpPrefix::parse("10.0.0.0/8"), 0, true}};
    definition.credentials = Credentials{user, "", Secret("correct horse")};
    config.interfaces = {definition};
    config.users = {UserConfig{peer, Secret("correct horse"), true, {}}};
    config.answering.local_address = Ipv4Address{0x0a010001};
    config.answering.pools = {*Ipv4Range::parse("10.1.0.200-10.1.0.203")};
    return config;
}

}  // namespace mprd::test
