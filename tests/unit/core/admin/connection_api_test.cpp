// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/connection_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct ConnectionFixture : AdminFixture {
    explicit ConnectionFixture(const RouterConfig& config = two_interfaces())
        : AdminFixture(config) {}
    ConnectionApi api{router};
};

constexpr ConnectionId kStaleConnection{12345};

}  // namespace

// With live connections: tests/unit/daemon (session) and docs/api.

TEST_CASE(
    "connection ex: refusals with the documented code, in their order", "[admin][connection]"
) {
    ConnectionFixture f;
    CHECK(code_of(f.api.enum_ex(kNobody, kNow, kAllEntries, 0)) == Errc::AccessDenied);
    CHECK(f.api.enum_ex(kReader, kNow, kAllEntries, 0)->entries.empty());
    CHECK(code_of(f.api.get_info_ex(kNobody, kNow, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow, {})) == Errc::InvalidParameter);
    CHECK(
        code_of(f.api.get_info_ex(kReader, kNow, kStaleConnection)) == Errc::InterfaceNotConnected
    );
    CHECK(
        code_of(f.api.send_user_message(kReader, kNow, kStaleConnection, "")) == Errc::AccessDenied
    );
    CHECK(
        code_of(f.api.send_user_message(kAdministrator, kNow, kStaleConnection, "")) ==
        Errc::InterfaceNotConnected
    );
    CHECK(code_of(f.api.remove_quarantine(kReader, kNow, kStaleConnection)) == Errc::AccessDenied);
    CHECK(
        code_of(f.api.remove_quarantine(kAdministrator, kNow, kStaleConnection)) ==
        Errc::InvalidParameter
    );
    CHECK(
        code_of(f.api.remove_quarantine(kAdministrator, kNow, Ipv4Address{0x0a000001})) ==
        Errc::InvalidParameter
    );
}

TEST_CASE("connection ex: 903 without demand-dial manager", "[admin][connection]") {
    RouterConfig config;
    config.lan_only = true;
    ConnectionFixture f(config);
    CHECK(code_of(f.api.enum_ex(kReader, kNow, kAllEntries, 0)) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow, {})) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.send_user_message(kAdministrator, kNow, {}, "")) == Errc::DdmNotRunning);
}
