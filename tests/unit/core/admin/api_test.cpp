// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/core/admin/admin_fixture.hpp"

#include <map>
#include <string>

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct RouterFixture : AdminFixture {
    explicit RouterFixture(const RouterConfig& config = two_interfaces()) : AdminFixture(config) {}
    Api api{router};
};

}  // namespace

TEST_CASE("admin: access comes before anything else", "[admin]") {
    RouterFixture f;
    const InterfaceId stale{12345};
    CHECK(code_of(f.api.interface_get_info(kNobody, kNow, stale, 99)) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_delete(kReader, kNow, stale)) == Errc::AccessDenied);
    CHECK(code_of(f.api.port_get_info(kNobody, kNow, 9, PortId{})) == Errc::AccessDenied);
    CHECK(
        code_of(f.api.interface_connect(kReader, kNow, stale, WaitMode::Wait, RequestId{1})) ==
        Errc::AccessDenied
    );
    CHECK_FALSE(f.api.is_service_running(kNobody));
    CHECK(f.api.is_service_running(kReader));
}

TEST_CASE("admin: a wrong level has the code of its family", "[admin]") {
    RouterFixture f;
    const InterfaceId id = f.id("a");
    CHECK(code_of(f.api.interface_get_info(kReader, kNow, id, 4)) == Errc::NotSupported);
    CHECK(code_of(f.api.interface_enum(kReader, kNow, 1, kAllEntries, 0)) == Errc::NotSupported);
    CHECK(code_of(f.api.connection_enum(kReader, kNow, 4, kAllEntries, 0)) == Errc::InvalidLevel);
    CHECK(code_of(f.api.port_get_info(kReader, kNow, 2, PortId{1})) == Errc::NotSupported);
    CHECK(code_of(f.api.device_enum(kReader, 1)) == Errc::NotSupported);
    CHECK(code_of(f.api.server_get_info(kReader, kNow, 3)) == Errc::NotSupported);
}

TEST_CASE("admin: handles that name nothing have their documented codes", "[admin]") {
    RouterFixture f;
    CHECK(
        code_of(f.api.interface_get_info(kReader, kNow, InterfaceId{9}, 0)) == Errc::InvalidHandle
    );
    CHECK(code_of(f.api.port_get_info(kReader, kNow, 0, PortId{99})) == Errc::InvalidPortHandle);
    CHECK(
        code_of(f.api.connection_get_info(kReader, kNow, 0, ConnectionId{5})) ==
        Errc::InterfaceNotConnected
    );
    CHECK(
        code_of(f.api.interface_get_handle(kReader, "c", InterfaceTable::Clients::Ignored)) ==
        Errc::NoSuchInterface
    );
    CHECK(code_of(f.api.get_error_string(kReader, 4711)) == Errc::MessageNotFound);
    CHECK(
        code_of(f.api.port_enum(kReader, kNow, 0, ConnectionId{}, kAllEntries, 0)) ==
        Errc::InvalidHandle
    );
}

TEST_CASE("admin: pages are counted in bytes of the documented structure", "[admin][paging]") {
    RouterFixture f;
    const auto first = f.api.interface_enum(kReader, kNow, 0, kSizeMprInterface0, 0);
    REQUIRE(first.has_value());
    CHECK(first->code == Errc::MoreData);
    CHECK(first->total == 2);
    REQUIRE(first->entries.size() == 1);
    const auto second = f.api.interface_enum(kReader, kNow, 0, kSizeMprInterface0, first->resume);
    CHECK(second->code == Errc::Ok);
    CHECK(second->total == 1);
    CHECK(second->resume == 0);
    CHECK(second->entries[0].config.name == "b");
}

TEST_CASE("admin: a page ends at its limit even when all is wanted", "[admin][paging]") {
    RouterConfig config;
    for (std::size_t i = 0; i <= kMaxPageEntries; ++i) {
        InterfaceDefinition definition;
        definition.config.name = "line" + std::to_string(i);
        config.interfaces.push_back(definition);
    }
    RouterFixture f(config);
    const auto first = f.api.interface_enum(kReader, kNow, 0, kAllEntries, 0);
    REQUIRE(first.has_value());
    CHECK(first->code == Errc::MoreData);
    CHECK(first->entries.size() == kMaxPageEntries);
    const auto rest = f.api.interface_enum(kReader, kNow, 0, kAllEntries, first->resume);
    CHECK(rest->code == Errc::Ok);
    CHECK(rest->entries.size() == 1);
}

TEST_CASE("admin: what is there all the time is seen exactly once", "[admin][paging]") {
    RouterConfig config;
    for (int i = 0; i < 60; ++i) {
        InterfaceDefinition definition;
        definition.config.name = "stays" + std::to_string(i);
        config.interfaces.push_back(definition);
        definition.config.name = "goes" + std::to_string(i);
        config.interfaces.push_back(definition);
    }
    const unsigned seed = GENERATE(range(1U, 20U));
    INFO("seed " << seed);
    SeededRandom random(seed);
    RouterFixture f(config);
    std::map<std::string, int> seen;
    std::uint32_t resume = 0;
    int comes = 0;
    do {
        const auto page = f.api.interface_enum(kReader, kNow, 0, 7 * kSizeMprInterface0, resume);
        REQUIRE(page.has_value());
        for (const InterfaceInfo& info : page->entries) {
            ++seen[info.config.name];
        }
        resume = page->resume;
        const std::string victim = "goes" + std::to_string(random.next_u32() % 60);
        if (const auto id =
                f.router.interfaces().find_name(victim, InterfaceTable::Clients::Ignored)) {
            REQUIRE(f.api.interface_delete(kAdministrator, kNow, *id));
        }
        InterfaceConfig fresh;
        fresh.name = "comes" + std::to_string(++comes);
        REQUIRE(f.api.interface_create(kAdministrator, kNow, 0, fresh));
    } while (resume != 0);
    for (int i = 0; i < 60; ++i) {
        CHECK(seen["stays" + std::to_string(i)] == 1);
    }
    for (const auto& [name, times] : seen) {
        INFO(name);
        CHECK(times == 1);
    }
}

TEST_CASE("admin: create, change, delete", "[admin]") {
    RouterFixture f;
    InterfaceConfig config;
    config.name = "c";
    config.policy.dialout_hours = *WeeklyHours::parse({"1 08:00-09:00"});
    const auto id = f.api.interface_create(kAdministrator, kNow, 1, config);
    REQUIRE(id.has_value());
    const auto info = f.api.interface_get_info(kReader, kNow, *id, 1);
    CHECK_FALSE(info->config.policy.dialout_hours.is_restricted());  // not taken at creation
    CHECK(
        code_of(f.api.interface_create(kAdministrator, kNow, 0, config)) ==
        Errc::InterfaceAlreadyExists
    );
    config.type = InterfaceType::Dedicated;
    config.name = "d";
    CHECK(
        code_of(f.api.interface_create(kAdministrator, kNow, 0, config)) == Errc::InvalidParameter
    );

    InterfaceConfig changed = info->config;
    changed.enabled = false;
    changed.policy.dialout_hours = *WeeklyHours::parse({"1 08:00-09:00"});
    CHECK(code_of(f.api.interface_set_info(kAdministrator, kNow, *id, 0, changed)) == Errc::Ok);
    const auto after = f.api.interface_get_info(kReader, kNow, *id, 0);
    CHECK(after->status.state == ConnectionState::Unreachable);
    CHECK(after->status.reasons.bits() == 0x02);
    CHECK_FALSE(after->config.policy.dialout_hours.is_restricted());
    CHECK(
        code_of(f.api.interface_connect(kAdministrator, kNow, *id, WaitMode::Wait, RequestId{1})) ==
        Errc::InterfaceDisabled
    );
    CHECK(code_of(f.api.interface_delete(kAdministrator, kNow, *id)) == Errc::Ok);
    CHECK(code_of(f.api.interface_get_info(kReader, kNow, *id, 0)) == Errc::InvalidHandle);
}

TEST_CASE("admin: connect starts once, and disconnect cancels it", "[admin]") {
    RouterFixture f;
    const InterfaceId id = f.id("a");
    CHECK(
        code_of(f.api.interface_disconnect(kAdministrator, kNow, id)) == Errc::InterfaceNotConnected
    );
    const auto reply =
        f.api.interface_connect(kAdministrator, kNow, id, WaitMode::NoWait, RequestId{1});
    REQUIRE(reply.has_value());
    CHECK(*reply == ConnectReply::Started);
    CHECK(
        code_of(f.api.interface_connect(kAdministrator, kNow, id, WaitMode::Wait, RequestId{2})) ==
        Errc::AlreadyConnecting
    );
    // The only port is taken.
    CHECK(
        code_of(
            f.api.interface_connect(kAdministrator, kNow, f.id("b"), WaitMode::Wait, RequestId{3})
        ) == Errc::PortNotAvailable
    );
    CHECK(code_of(f.api.interface_disconnect(kAdministrator, kNow, id)) == Errc::Ok);
    const Caller remote{Access::Administrator, Origin::Remote};
    CHECK(
        code_of(f.api.interface_connect(remote, kNow, id, WaitMode::Event, RequestId{4})) ==
        Errc::InvalidParameter
    );
}

TEST_CASE("admin: credentials are changed in parts and hidden from readers", "[admin]") {
    RouterFixture f;
    CHECK(code_of(f.api.interface_get_credentials(kReader, "a")) == Errc::CannotFindPhonebookEntry);
    CredentialsUpdate update;
    update.user_name = "me";
    update.password = Secret("secret");
    REQUIRE(f.api.interface_set_credentials(kAdministrator, kNow, "a", update).has_value());
    CredentialsUpdate domain;
    domain.domain = "HOME";
    REQUIRE(f.api.interface_set_credentials(kAdministrator, kNow, "a", domain).has_value());
    CHECK(f.api.interface_get_credentials(kReader, "a")->full_name() == "HOME\\me");
    CHECK(f.api.interface_get_credentials(kReader, "a")->password.is_empty());
    CHECK(f.api.interface_get_credentials(kAdministrator, "a")->password == Secret("secret"));
    domain.domain = "A-DOMAIN-TOO-LONG";
    CHECK(
        code_of(f.api.interface_set_credentials(kAdministrator, kNow, "a", domain)) ==
        Errc::InvalidParameter
    );
    REQUIRE(f.api.interface_set_credentials(kAdministrator, kNow, "a", {}).has_value());
    CHECK_FALSE(f.api.interface_get_credentials(kAdministrator, "a").has_value());
}

TEST_CASE("admin: devices count from 1 and take their real type", "[admin]") {
    RouterFixture f;
    const InterfaceId id = f.id("a");
    const InterfaceDevice device{"isdn", "modem1", "9", {"8"}};
    CHECK(
        code_of(f.api.interface_device_set_info(kAdministrator, kNow, id, 0, 1, device)) ==
        Errc::InvalidParameter
    );
    CHECK(
        code_of(f.api.interface_device_set_info(kAdministrator, kNow, id, 2, 1, device)) == Errc::Ok
    );
    const auto read = f.api.interface_device_get_info(kReader, id, 2, 1);
    REQUIRE(read.has_value());
    CHECK(read->type == "modem");
    CHECK(read->alternates == std::vector<std::string>{"8"});
    CHECK(code_of(f.api.interface_device_get_info(kReader, id, 3, 0)) == Errc::InvalidParameter);
}
