// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/config_api.hpp"
#include "core/info/info_header.hpp"
#include "core/info/transport_info.hpp"
#include "tests/support/callers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"
#include "tests/support/fake_stored_config.hpp"
#include "tests/unit/core/admin/transport_ids.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct StoredTransportFixture {
    StoredTransportFixture() {
        for (const char* name : {"a", "b"}) {
            InterfaceDefinition definition;
            definition.config.name = name;
            definition.config.phonebook.guid = guid_of_name(name);
            store.config.interfaces.push_back(definition);
        }
        a = *api.interface_get_handle(kReader, "a");
        b = *api.interface_get_handle(kReader, "b");
    }
    /// A header with one block that nothing acts on.
    static Bytes header(std::uint8_t content) {
        return info::encode({InfoBlock{0xffff0777, 1, 1, {content}}});
    }
    FakeStoredConfig store;
    ConfigApi api{store};
    StoredInterfaceId a;
    StoredInterfaceId b;
};

}  // namespace

TEST_CASE("stored transports: a transport goes and comes with its information", "[stored]") {
    StoredTransportFixture f;
    const auto id = f.api.transport_get_handle(kReader, kIpv6);
    REQUIRE(id);
    REQUIRE(f.api.transport_delete(kAdministrator, *id));
    CHECK(code_of(f.api.transport_get_handle(kReader, kIpv6)) == Errc::UnknownProtocolId);
    CHECK(code_of(f.api.transport_get_info(kReader, *id)) == Errc::UnknownProtocolId);

    const GivenTransport given{StoredTransportFixture::header(7), {}, "/x.dll"};
    const auto made = f.api.transport_create(kAdministrator, kIpv6, "six", given);
    REQUIRE(made);
    CHECK(*made != *id);
    const auto info = f.api.transport_get_info(kReader, *made);
    REQUIRE(info);
    CHECK(info->dll_path == "/x.dll");
    CHECK(info::block_find(info->global, 0xffff0777).has_value());
    // Once more is SetInfo.
    const auto again = f.api.transport_create(kAdministrator, kIpv6, "x", {{}, {}, "/y.dll"});
    REQUIRE(again);
    CHECK(*again == *made);
    CHECK(f.api.transport_get_info(kReader, *made)->dll_path == "/y.dll");
    CHECK(f.store.config.transports.back().name == "six");
}

TEST_CASE("stored transports: each refusal has its code and writes nothing", "[stored]") {
    StoredTransportFixture f;
    const auto ip = f.api.transport_get_handle(kReader, kIp);
    REQUIRE(ip);
    const auto on_a =
        f.api.interface_transport_add(kAdministrator, f.a, kIp, StoredTransportFixture::header(1));
    REQUIRE(on_a);
    f.store.written.clear();
    const Bytes wrong{1, 2, 3};
    auto& api = f.api;
    const struct {
        const char* what;
        Errc found;
        Errc expected;
    } rows[]{
        {"access", code_of(api.transport_delete(kReader, {})), Errc::AccessDenied},
        {"access create", code_of(api.transport_create(kReader, kIpx, "", {})), Errc::AccessDenied},
        {"access get", code_of(api.transport_get_info(kNobody, {})), Errc::AccessDenied},
        {"access set", code_of(api.transport_set_info(kReader, {}, {})), Errc::AccessDenied},
        {"access enum", code_of(api.transport_enum(kNobody, 9, 0, 0)), Errc::AccessDenied},
        {"access add",
         code_of(api.interface_transport_add(kReader, {}, kIpx, wrong)),
         Errc::AccessDenied},
        {"access remove",
         code_of(api.interface_transport_remove(kReader, {}, {})),
         Errc::AccessDenied},
        {"create ipx",
         code_of(api.transport_create(kAdministrator, kIpx, "", {})),
         Errc::UnknownProtocolId},
        {"create wrong",
         code_of(api.transport_create(kAdministrator, kIp, "", {wrong, {}, {}})),
         Errc::InvalidParameter},
        {"delete 0", code_of(api.transport_delete(kAdministrator, {})), Errc::InvalidParameter},
        {"delete stale",
         code_of(api.transport_delete(kAdministrator, {77})),
         Errc::UnknownProtocolId},
        {"get 0", code_of(api.transport_get_info(kReader, {})), Errc::InvalidParameter},
        {"set wrong",
         code_of(api.transport_set_info(kAdministrator, *ip, {{}, wrong, {}})),
         Errc::InvalidParameter},
        {"set nothing", code_of(api.transport_set_info(kAdministrator, *ip, {})), Errc::Ok},
        {"enum level",
         code_of(api.transport_enum(kReader, 1, kAllEntries, 0)),
         Errc::InvalidParameter},
        {"enum small", code_of(api.transport_enum(kReader, 0, 103, 0)), Errc::InvalidParameter},
        {"enum end", code_of(api.transport_enum(kReader, 0, kAllEntries, 2)), Errc::NoMoreItems},
        {"if add 0",
         code_of(api.interface_transport_add(kAdministrator, {}, kIp, {})),
         Errc::InvalidParameter},
        {"if add stale",
         code_of(api.interface_transport_add(kAdministrator, {77}, kIp, {})),
         Errc::NoSuchInterface},
        {"if add ipx",
         code_of(api.interface_transport_add(kAdministrator, f.a, kIpx, {})),
         Errc::UnknownProtocolId},
        {"if add wrong",
         code_of(api.interface_transport_add(kAdministrator, f.a, kIpv6, wrong)),
         Errc::InvalidParameter},
        {"if handle",
         code_of(api.interface_transport_get_handle(kReader, f.b, kIp)),
         Errc::NoSuchInterface},
        {"if get 0",
         code_of(api.interface_transport_get_info(kReader, f.a, {})),
         Errc::InvalidParameter},
        {"if get of other",
         code_of(api.interface_transport_get_info(kReader, f.b, *on_a)),
         Errc::NoSuchInterface},
        {"if set wrong",
         code_of(api.interface_transport_set_info(kAdministrator, f.a, *on_a, wrong)),
         Errc::InvalidParameter},
        {"if set nothing",
         code_of(api.interface_transport_set_info(kAdministrator, f.a, *on_a, std::nullopt)),
         Errc::Ok},
        {"if enum level",
         code_of(api.interface_transport_enum(kReader, f.a, 1, kAllEntries, 0)),
         Errc::InvalidParameter},
        {"if enum none",
         code_of(api.interface_transport_enum(kReader, f.b, 0, kAllEntries, 0)),
         Errc::NoMoreItems},
    };
    for (const auto& row : rows) {
        INFO(row.what);
        CHECK(row.found == row.expected);
    }
    CHECK(f.store.written.empty());
}

TEST_CASE("stored transports: on an interface they carry information and go", "[stored]") {
    StoredTransportFixture f;
    const auto id =
        f.api.interface_transport_add(kAdministrator, f.a, kIp, StoredTransportFixture::header(1));
    REQUIRE(id);
    REQUIRE(f.api.interface_transport_set_info(
        kAdministrator, f.a, *id, StoredTransportFixture::header(2)
    ));
    const auto found = f.api.interface_transport_get_info(kReader, f.a, *id);
    REQUIRE(found);
    const auto place = info::block_find(*found, 0xffff0777);
    REQUIRE(place);
    CHECK((*found)[place->offset] == 2);

    const auto page = f.api.interface_transport_enum(kReader, f.a, 0, kAllEntries, 0);
    REQUIRE(page);
    REQUIRE(page->entries.size() == 1);
    CHECK(page->entries[0].handle == id->value);
    CHECK(page->entries[0].name == "IP");

    REQUIRE(f.api.interface_transport_remove(kAdministrator, f.a, *id));
    CHECK(code_of(f.api.interface_transport_get_info(kReader, f.a, *id)) == Errc::NoSuchInterface);
}

TEST_CASE("stored transports: paging ends, one at a time", "[stored][paging]") {
    StoredTransportFixture f;
    const auto first = f.api.transport_enum(kReader, 0, kSizeMprTransport0, 0);
    REQUIRE(first);
    CHECK(first->total == 2);
    REQUIRE(first->entries.size() == 1);
    CHECK(first->entries[0].transport == kIp);
    const auto second = f.api.transport_enum(kReader, 0, kSizeMprTransport0, first->resume);
    REQUIRE(second);
    CHECK(second->entries[0].transport == kIpv6);
    CHECK(second->resume == 0);
}
