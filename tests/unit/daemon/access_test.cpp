// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/access.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::daemon;

TEST_CASE("access: who the system says the caller is decides", "[access]") {
    const AccessRules rules{900, 50, 51};
    const AccessRules no_groups{900, std::nullopt, std::nullopt};
    struct Row {
        platform::PeerIdentity peer;
        AccessRules rules;
        admin::Access access;
    };
    const Row rows[] = {
        {{true, 0, 1, {}}, rules, admin::Access::Administrator},
        {{true, 900, 1, {}}, rules, admin::Access::Administrator},
        {{true, 1000, 1, {10, 50}}, rules, admin::Access::Administrator},
        {{true, 1000, 1, {51, 50}}, rules, admin::Access::Administrator},
        {{true, 1000, 1, {51}}, rules, admin::Access::Reader},
        {{true, 1000, 1, {10}}, rules, admin::Access::None},
        {{true, 1000, 1, {}}, rules, admin::Access::None},
        {{false, 0, 0, {50}}, rules, admin::Access::None},
        {{true, 1000, 1, {50, 51, 0}}, no_groups, admin::Access::None},
        {{true, 0, 1, {}}, no_groups, admin::Access::Administrator},
    };
    for (const Row& row : rows) {
        CHECK(access_of(row.peer, row.rules) == row.access);
    }
}
