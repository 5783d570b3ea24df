// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/access.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::daemon;

TEST_CASE("access: who the system says the caller is decides", "[access]") {
    const platform::LocalAccess rules{{"uid:0", "uid:900", "gid:50"}, {"gid:51"}};
    const platform::LocalAccess no_groups{{"uid:0", "uid:900"}, {}};
    const platform::LocalAccess windows{
        {"S-1-5-18", "S-1-5-32-544", "S-1-5-21-1-2-3-1001"}, {"S-1-5-21-1-2-3-1002"}};
    struct Row {
        platform::PeerIdentity peer;
        platform::LocalAccess rules;
        admin::Access access;
    };
    const Row rows[] = {
        {{true, "uid:0", 1, {}}, rules, admin::Access::Administrator},
        {{true, "uid:900", 1, {}}, rules, admin::Access::Administrator},
        {{true, "uid:1000", 1, {"gid:10", "gid:50"}}, rules, admin::Access::Administrator},
        {{true, "uid:1000", 1, {"gid:51", "gid:50"}}, rules, admin::Access::Administrator},
        {{true, "uid:1000", 1, {"gid:51"}}, rules, admin::Access::Reader},
        {{true, "uid:1000", 1, {"gid:10"}}, rules, admin::Access::None},
        {{true, "uid:1000", 1, {}}, rules, admin::Access::None},
        {{false, "uid:0", 0, {"gid:50"}}, rules, admin::Access::None},
        {{true, "uid:1000", 1, {"gid:50", "gid:51", "gid:0"}}, no_groups, admin::Access::None},
        {{true, "uid:0", 1, {}}, no_groups, admin::Access::Administrator},
        // A user and a group of the same number are not the same.
        {{true, "uid:50", 1, {"gid:900"}}, rules, admin::Access::None},
        {{true, "S-1-5-18", 1, {}}, windows, admin::Access::Administrator},
        {{true, "S-1-5-21-9", 1, {"S-1-5-32-544"}}, windows, admin::Access::Administrator},
        {{true, "S-1-5-21-9", 1, {"S-1-5-32-545", "S-1-5-21-1-2-3-1002"}},
         windows,
         admin::Access::Reader},
        {{true, "S-1-5-7", 1, {"S-1-1-0", "S-1-5-2"}}, windows, admin::Access::None},
    };
    for (const Row& row : rows) {
        CHECK(access_of(row.peer, row.rules) == row.access);
    }
}
