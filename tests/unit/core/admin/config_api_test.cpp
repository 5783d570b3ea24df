// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/config_api.hpp"

#include "tests/support/callers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"
#include "tests/support/fake_stored_config.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

RouterConfig three_interfaces() {
    RouterConfig config;
    for (const char* name : {"a", "b", "c"}) {
        InterfaceDefinition definition;
        definition.config.name = name;
        definition.config.phonebook.guid = guid_of_name(name);
        config.interfaces.push_back(definition);
    }
    return config;
}

struct StoredFixture {
    StoredInterfaceId id(const char* name) {
        return *api.interface_get_handle(kAdministrator, name);
    }
    InterfaceConfig stored(const char* name) {
        return *api.interface_config(kAdministrator, id(name));
    }
    FakeStoredConfig store{three_interfaces()};
    ConfigApi api{store};
};

InterfaceConfig named(const char* name) {
    InterfaceConfig config;
    config.name = name;
    return config;
}

}  // namespace

TEST_CASE("stored: access comes before anything else", "[stored]") {
    StoredFixture f;
    const StoredInterfaceId none{};
    f.store.unreadable = true;
    CHECK(code_of(f.api.server_get_info(kNobody, 99)) == Errc::AccessDenied);
    CHECK(code_of(f.api.server_install(kReader, 9, true)) == Errc::AccessDenied);
    CHECK(code_of(f.api.server_backup(kReader, "")) == Errc::AccessDenied);
    CHECK(code_of(f.api.server_restore(kReader, "")) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_friendly_name(kNobody, "")) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_guid_name(kNobody, "")) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_create(kReader, 9, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_delete(kReader, none)) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_get_handle(kNobody, "")) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_get_info(kNobody, none, 9)) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_set_info(kReader, none, 9, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_enum(kNobody, 9, 0, 0)) == Errc::AccessDenied);
    CHECK(f.store.written.empty());
}

TEST_CASE("stored: each refusal has its documented code and writes nothing", "[stored]") {
    StoredFixture f;
    const StoredInterfaceId a = f.id("a");
    InterfaceConfig client = named("x");
    client.type = InterfaceType::Client;
    InterfaceConfig home = named("x");
    home.type = InterfaceType::HomeRouter;
    InterfaceConfig nameless = named("");
    InterfaceConfig other_type = named("a");
    other_type.type = InterfaceType::HomeRouter;
    auto& api = f.api;
    const struct {
        const char* what;
        Errc found;
        Errc expected;
    } rows[]{
        {"install level",
         code_of(api.server_install(kAdministrator, 1, false)),
         Errc::InvalidParameter},
        {"install buffer",
         code_of(api.server_install(kAdministrator, 0, true)),
         Errc::InvalidParameter},
        {"server level", code_of(api.server_get_info(kReader, 3)), Errc::InvalidParameter},
        {"backup path", code_of(api.server_backup(kAdministrator, "here")), Errc::InvalidParameter},
        {"restore path", code_of(api.server_restore(kAdministrator, "")), Errc::InvalidParameter},
        {"create level",
         code_of(api.interface_create(kAdministrator, 4, named("x"))),
         Errc::InvalidParameter},
        {"create type",
         code_of(api.interface_create(kAdministrator, 0, client)),
         Errc::InvalidParameter},
        {"create level of type",
         code_of(api.interface_create(kAdministrator, 2, home)),
         Errc::InvalidParameter},
        {"create name",
         code_of(api.interface_create(kAdministrator, 0, nameless)),
         Errc::InvalidParameter},
        {"create twice",
         code_of(api.interface_create(kAdministrator, 0, named("a"))),
         Errc::InterfaceAlreadyExists},
        {"delete 0", code_of(api.interface_delete(kAdministrator, {})), Errc::InvalidParameter},
        {"delete stale",
         code_of(api.interface_delete(kAdministrator, {77})),
         Errc::NoSuchInterface},
        {"handle of nothing",
         code_of(api.interface_get_handle(kReader, "")),
         Errc::InvalidParameter},
        {"handle of nobody",
         code_of(api.interface_get_handle(kReader, "z")),
         Errc::NoSuchInterface},
        {"get level", code_of(api.interface_get_info(kReader, a, 4)), Errc::InvalidParameter},
        {"get 0", code_of(api.interface_get_info(kReader, {}, 0)), Errc::InvalidParameter},
        {"get stale", code_of(api.interface_get_info(kReader, {77}, 0)), Errc::NoSuchInterface},
        {"set level",
         code_of(api.interface_set_info(kAdministrator, a, 4, named("a"))),
         Errc::InvalidParameter},
        {"set 0",
         code_of(api.interface_set_info(kAdministrator, {}, 0, named("a"))),
         Errc::InvalidParameter},
        {"set stale",
         code_of(api.interface_set_info(kAdministrator, {77}, 0, named("a"))),
         Errc::NoSuchInterface},
        {"set name",
         code_of(api.interface_set_info(kAdministrator, a, 0, named("b"))),
         Errc::InvalidParameter},
        {"set type",
         code_of(api.interface_set_info(kAdministrator, a, 0, other_type)),
         Errc::InvalidParameter},
        {"enum level",
         code_of(api.interface_enum(kReader, 1, kAllEntries, 0)),
         Errc::InvalidParameter},
        {"enum too small",
         code_of(api.interface_enum(kReader, 0, kSizeMprInterface0 - 1, 0)),
         Errc::InvalidParameter},
        {"enum end", code_of(api.interface_enum(kReader, 0, kAllEntries, 4000)), Errc::NoMoreItems},
        {"guid name", code_of(api.get_friendly_name(kReader, "a")), Errc::InvalidParameter},
        {"friendly name", code_of(api.get_guid_name(kReader, "")), Errc::InvalidParameter},
        {"no such name", code_of(api.get_guid_name(kReader, "z")), Errc::NotFound},
        {"no such guid",
         code_of(api.get_friendly_name(kReader, "{00000000-0000-0000-0000-000000000001}")),
         Errc::NotFound},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        CHECK(row.found == row.expected);
    }
    CHECK(f.store.written.empty());
}

TEST_CASE("stored: create makes a guid, and both names lead to each other", "[stored]") {
    StoredFixture f;
    InterfaceConfig config = named("d");
    config.phonebook.phone_number = "5551";
    const auto id = f.api.interface_create(kAdministrator, 3, config);
    REQUIRE(id);

    const auto guid = f.api.get_guid_name(kReader, "d");
    REQUIRE(guid);
    const auto name = f.api.get_friendly_name(kReader, *guid);
    REQUIRE(name);
    CHECK(*name == "d");
    CHECK(f.id(guid->c_str()) == *id);
    CHECK_FALSE(is_zero(f.stored("d").phonebook.guid));
    CHECK(f.stored("d").phonebook.phone_number == "5551");
}

TEST_CASE("stored: a level stores its own members only", "[stored]") {
    StoredFixture f;
    InterfaceConfig wish = named("a");
    wish.enabled = false;
    wish.phonebook.phone_number = "1";
    wish.mtu = 1400;
    REQUIRE(f.api.interface_set_info(kAdministrator, f.id("a"), 0, wish));
    CHECK_FALSE(f.stored("a").enabled);
    CHECK(f.stored("a").phonebook.phone_number.empty());

    const Guid guid = f.stored("a").phonebook.guid;
    REQUIRE(f.api.interface_set_info(kAdministrator, f.id("a"), 3, wish));
    CHECK(f.stored("a").phonebook.phone_number == "1");
    CHECK(f.stored("a").phonebook.guid == guid);  // read-only
    CHECK(f.stored("a").mtu == 1500);             // no member of the level
}

TEST_CASE("stored: a handle never becomes another interface", "[stored]") {
    StoredFixture f;
    const StoredInterfaceId a = f.id("a");
    CHECK(f.id("a") == a);
    REQUIRE(f.api.interface_delete(kAdministrator, a));
    REQUIRE(f.api.interface_create(kAdministrator, 0, named("a")));
    CHECK(code_of(f.api.interface_get_info(kReader, a, 0)) == Errc::NoSuchInterface);

    // Deleted and made again behind our back: another GUID tells.
    const StoredInterfaceId b = f.id("b");
    f.store.config.interfaces[0].config.phonebook.guid[3] ^= 1;
    CHECK(code_of(f.api.interface_get_info(kReader, b, 0)) == Errc::NoSuchInterface);
    CHECK(f.id("b") != b);
}

TEST_CASE("stored: pages are stable while interfaces come and go", "[stored][paging]") {
    StoredFixture f;
    const auto first = f.api.interface_enum(kReader, 0, kSizeMprInterface0, 0);
    REQUIRE(first);
    CHECK(first->code == Errc::Ok);
    CHECK(first->total == 3);
    REQUIRE(first->entries.size() == 1);
    REQUIRE(first->resume != 0);

    REQUIRE(f.api.interface_delete(kAdministrator, f.id("a")));
    REQUIRE(f.api.interface_create(kAdministrator, 0, named("d")));
    const auto rest = f.api.interface_enum(kReader, 0, kAllEntries, first->resume);
    REQUIRE(rest);
    CHECK(rest->resume == 0);
    std::vector<std::string> names;
    for (const auto& entry : rest->entries) {
        names.push_back(entry.config.name);
    }
    CHECK(names == std::vector<std::string>{"b", "c", "d"});
}

TEST_CASE("stored: what cannot be read or written is told and changes nothing", "[stored]") {
    StoredFixture f;
    const StoredInterfaceId a = f.id("a");
    f.store.is_full = true;
    InterfaceConfig wish = named("a");
    wish.enabled = false;
    CHECK(code_of(f.api.interface_set_info(kAdministrator, a, 0, wish)) == Errc::CanNotComplete);
    CHECK(code_of(f.api.interface_delete(kAdministrator, a)) == Errc::CanNotComplete);
    CHECK(code_of(f.api.interface_create(kAdministrator, 0, named("d"))) == Errc::CanNotComplete);
    CHECK(f.stored("a").enabled);
    CHECK(f.id("a") == a);

    f.store.unreadable = true;
    CHECK(code_of(f.api.interface_get_info(kReader, a, 0)) == Errc::InvalidData);
    f.store.unreadable = false;
    CHECK(f.id("a") == a);
}
