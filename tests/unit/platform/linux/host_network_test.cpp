// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/host_network.hpp"

#include "tests/support/catch.hpp"

#include <algorithm>

using namespace mprd;
using namespace mprd::platform;

TEST_CASE("host network: the loopback of this machine is there", "[host]") {
    const auto tables = LinuxHostNetwork().read();
    REQUIRE(tables);
    const auto loopback = std::find_if(
        tables->interfaces.begin(),
        tables->interfaces.end(),
        [](const HostInterface& interface) { return interface.name == "lo"; }
    );
    REQUIRE(loopback != tables->interfaces.end());
    CHECK(loopback->type == 24);
    CHECK(loopback->index != 0);
    CHECK(loopback->mtu >= 1500);
    CHECK(tables->ipv4.default_ttl != 0);
}
