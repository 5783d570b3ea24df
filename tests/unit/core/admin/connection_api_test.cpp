// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/connection_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct Fixture : AdminFixture {
    explicit Fixture(const RouterConfig& config = two_interfaces()) : AdminFixture(config) {}
    ConnectionApi api{router};
};

constexpr ConnectionId kStale{12345};

}  // namespace

// With live connections: tests/unit/daemon (session) and docs/api.

TEST_CASE(
    "connection ex: refusals with the documented code, in their order", "[admin][connection]"
) {
    Fixture f;
    CHECK(code_of(f.api.enum_ex(kNobody, kNow, kAllEntries, 0)) == Errc::AccessDenied);
    CHECK(f.api.enum_ex(kReader, kNow, kAllEntries, 0)->entries.empty());
    CHECK(code_of(f.api.get_info_ex(kNobody, kNow, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow, {})) == Errc::InvalidParameter);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow, kStale)) == Errc::InterfaceNotConnected);
    CHECK(code_of(f.api.send_user_message(kReader, kNow, kStale, "")) == Errc::AccessDenied);
    CHECK(
        code_of(f.api.send_user_message(kAdministrator, kNow, kStale, "")) ==
        Errc::InterfaceNotConnected
    );
    CHECK(code_of(f.api.remove_quarantine(kReader, kNow, kStale)) == Errc::AccessDenied);
    CHECK(code_of(f.api.remove_quarantine(kAdministrator, kNow, kStale)) == Errc::InvalidParameter);
    CHECK(
        code_of(f.api.remove_quarantine(kAdministrator, kNow, Ipv4Address{0x0a000001})) ==
        Errc::InvalidParameter
    );
}

TEST_CASE("connection ex: 903 without demand-dial manager", "[admin][connection]") {
    RouterConfig config;
    config.lan_only = true;
    Fixture f(config);
    CHECK(code_of(f.api.enum_ex(kReader, kNow, kAllEntries, 0)) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.get_info_ex(kReader, kNow, {})) == Errc::DdmNotRunning);
    CHECK(code_of(f.api.send_user_message(kAdministrator, kNow, {}, "")) == Errc::DdmNotRunning);
}
