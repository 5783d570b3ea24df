// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/transport_api.hpp"

#include "core/info/info_header.hpp"
#include "core/info/payload.hpp"
#include "tests/unit/core/admin/admin_fixture.hpp"
#include "tests/unit/core/admin/transport_ids.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

RouterConfig one_interface() {
    RouterConfig config;
    config.transports.pop_back();  // IPv6 is not installed
    for (const char* name : {"a", "off"}) {
        InterfaceDefinition definition;
        definition.config.name = name;
        definition.config.enabled = name != std::string("off");
        config.interfaces.push_back(definition);
    }
    return config;
}

struct TransportFixture : AdminFixture {
    TransportFixture() : AdminFixture(one_interface()) {}
    const InterfaceConfig& config(const char* name) const {
        return router.interfaces().find(id(name))->config;
    }
    TransportApi api{router};
};

InfoBlock one_item(std::uint32_t type, Bytes data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    return {type, size, 1, std::move(data)};
}

const Bytes kEmpty = info::encode({});
const Bytes kBroken{1, 2, 3};
const Bytes kDown = info::encode({one_item(info::kInterfaceStatus, info::encode_status(false))});

Route route_to(const char* destination) {
    Route route;
    route.destination = *IpPrefix::parse(destination);
    return route;
}

}  // namespace

TEST_CASE("transport: access comes before anything else", "[admin][transport]") {
    TransportFixture f;
    CHECK(code_of(f.api.interface_add(kReader, kNow, kStale, 0, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_set_info(kReader, kNow, kStale, 0, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_remove(kReader, kNow, kStale, 0)) == Errc::AccessDenied);
    CHECK(code_of(f.api.interface_get_info(kNobody, kStale, 0)) == Errc::AccessDenied);
    CHECK(code_of(f.api.transport_create(kReader, kNow, 0, "", "", {}, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.transport_set_info(kReader, kNow, 0, {}, {})) == Errc::AccessDenied);
    CHECK(code_of(f.api.transport_get_info(kNobody, 0)) == Errc::AccessDenied);
    CHECK(code_of(f.api.transport_get_info(kReader, kIp)) == Errc::Ok);
}

TEST_CASE(
    "transport: codes of the interface calls in the order of their checks", "[admin][transport]"
) {
    TransportFixture f;
    const InterfaceId a = f.id("a");
    const InterfaceConfig before = f.config("a");
    struct Row {
        InterfaceId id;
        std::uint32_t transport;
        GivenHeader header;
        Errc add;
        Errc set;
        Errc get;
        Errc remove;
    };
    const Errc handle = Errc::InvalidHandle;
    const Errc unknown = Errc::UnknownProtocolId;
    const Errc absent = Errc::NoSuchInterface;
    const Errc wrong = Errc::InvalidParameter;
    const Row rows[] = {
        {kStale, kIpx, {}, handle, handle, handle, handle},
        {a, kIpx, {}, unknown, unknown, unknown, unknown},
        {a, kIpv6, {}, unknown, unknown, unknown, unknown},  // not installed in this router
        {a, kIp, {}, wrong, absent, absent, absent},
        {a, kIp, kBroken, wrong, absent, absent, absent},
    };
    for (const Row& row : rows) {
        CHECK(
            code_of(f.api.interface_add(kAdministrator, kNow, row.id, row.transport, row.header)) ==
            row.add
        );
        CHECK(
            code_of(
                f.api.interface_set_info(kAdministrator, kNow, row.id, row.transport, row.header)
            ) == row.set
        );
        CHECK(code_of(f.api.interface_get_info(kReader, row.id, row.transport)) == row.get);
        CHECK(
            code_of(f.api.interface_remove(kAdministrator, kNow, row.id, row.transport)) ==
            row.remove
        );
    }
    CHECK(f.config("a") == before);
}

TEST_CASE("transport: add, read, change and remove one of an interface", "[admin][transport]") {
    TransportFixture f;
    const InterfaceId a = f.id("a");
    REQUIRE(f.api.interface_add(kAdministrator, kNow, a, kIp, kEmpty));
    CHECK(
        code_of(f.api.interface_add(kAdministrator, kNow, a, kIp, kEmpty)) ==
        Errc::ProtocolAlreadyInstalled
    );

    REQUIRE(f.api.interface_set_info(kAdministrator, kNow, a, kIp, kDown));
    CHECK_FALSE(f.config("a").transports.at(0).up);
    const auto header = f.api.interface_get_info(kReader, a, kIp);
    REQUIRE(header.has_value());
    const auto place = info::block_find(*header, info::kInterfaceStatus);
    REQUIRE(place.has_value());
    CHECK(header->at(place->offset) == 2);

    const InterfaceConfig before = f.config("a");
    for (const GivenHeader& given : {GivenHeader{}, GivenHeader{kBroken}}) {
        CHECK(
            code_of(f.api.interface_set_info(kAdministrator, kNow, a, kIp, given)) ==
            Errc::InvalidParameter
        );
    }
    CHECK(f.config("a") == before);

    REQUIRE(f.api.interface_remove(kAdministrator, kNow, a, kIp));
    CHECK(code_of(f.api.interface_get_info(kReader, a, kIp)) == Errc::NoSuchInterface);
    CHECK(code_of(f.api.interface_remove(kAdministrator, kNow, a, kIp)) == Errc::NoSuchInterface);
}

TEST_CASE(
    "transport: routes alone make one that can be read, added and removed", "[admin][transport]"
) {
    TransportFixture f;
    const InterfaceId a = f.id("a");
    InterfaceConfig config = f.config("a");
    config.routes = {route_to("10.0.0.0/8"), route_to("2001:db8::/32")};
    REQUIRE(f.router.change(kNow, a, config));
    CHECK(code_of(f.api.interface_get_info(kReader, a, kIp)) == Errc::Ok);
    REQUIRE(f.api.interface_add(kAdministrator, kNow, a, kIp, kEmpty));
    CHECK(f.config("a").routes == config.routes);
    REQUIRE(f.api.interface_remove(kAdministrator, kNow, a, kIp));
    CHECK(f.config("a").routes == std::vector{route_to("2001:db8::/32")});
}

TEST_CASE("transport: a disabled interface is not read, but changed", "[admin][transport]") {
    TransportFixture f;
    const InterfaceId off = f.id("off");
    REQUIRE(f.api.interface_add(kAdministrator, kNow, off, kIp, kEmpty));
    CHECK(code_of(f.api.interface_get_info(kReader, off, kIp)) == Errc::InvalidHandle);
    CHECK(f.api.interface_set_info(kAdministrator, kNow, off, kIp, kDown));
}

TEST_CASE("transport: create and change one of the router", "[admin][transport]") {
    TransportFixture f;
    const Bytes enabled = info::encode({one_item(info::kFilterEnable6, info::encode_flag(false))});
    const auto create = [&](std::uint32_t id, const GivenHeader& global, const GivenHeader& client
                        ) {
        return code_of(
            f.api.transport_create(kAdministrator, kNow, id, "six", "six.dll", global, client)
        );
    };
    CHECK(create(kIpx, enabled, {}) == Errc::UnknownProtocolId);
    CHECK(create(kIp, enabled, {}) == Errc::ProtocolAlreadyInstalled);
    CHECK(create(kIpv6, {}, {}) == Errc::InvalidParameter);
    CHECK(create(kIpv6, kBroken, {}) == Errc::InvalidParameter);
    CHECK(create(kIpv6, enabled, kBroken) == Errc::InvalidParameter);
    CHECK(f.router.settings().transports.size() == 1);
    CHECK(code_of(f.api.transport_get_info(kReader, kIpv6)) == Errc::UnknownProtocolId);

    CHECK(create(kIpv6, enabled, kDown) == Errc::Ok);
    const RouterTransport& made = f.router.settings().transports.at(1);
    CHECK((made.name == "six" && made.dll_path == "six.dll" && !made.filtering));
    const auto shown = f.api.transport_get_info(kReader, kIpv6);
    REQUIRE(shown.has_value());
    CHECK((shown->global == enabled && shown->client == kDown));

    const auto set = [&](const GivenHeader& global, const GivenHeader& client) {
        return code_of(f.api.transport_set_info(kAdministrator, kNow, kIpv6, global, client));
    };
    CHECK(set({}, {}) == Errc::InvalidParameter);
    CHECK(set(kBroken, {}) == Errc::InvalidParameter);
    CHECK(set(info::encode({{info::kFilterEnable6, 0, 0, {}}}), kBroken) == Errc::InvalidParameter);
    CHECK_FALSE(f.router.settings().transports.at(1).filtering);
    CHECK(set(info::encode({{info::kFilterEnable6, 0, 0, {}}}), {}) == Errc::Ok);
    CHECK(f.router.settings().transports.at(1).filtering);
    CHECK(f.api.transport_get_info(kReader, kIpv6)->client == kDown);
    CHECK(
        code_of(f.api.transport_set_info(kAdministrator, kNow, kIpx, enabled, {})) ==
        Errc::UnknownProtocolId
    );
}
