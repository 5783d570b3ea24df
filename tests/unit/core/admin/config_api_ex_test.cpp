// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/config_api.hpp"
#include "core/admin/interface_ex_api.hpp"
#include "tests/support/callers.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"
#include "tests/support/fake_stored_config.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

RouterConfig one_of_each() {
    RouterConfig config;
    for (const auto& [name, type] :
         {std::pair("full", InterfaceType::FullRouter),
          std::pair("home", InterfaceType::HomeRouter)}) {
        InterfaceDefinition definition;
        definition.config.name = name;
        definition.config.type = type;
        definition.config.phonebook.guid = guid_of_name(name);
        config.interfaces.push_back(definition);
    }
    return config;
}

struct StoredExFixture {
    StoredInterfaceId id(const char* name) {
        return *api.interface_get_handle(kAdministrator, name);
    }
    FakeStoredConfig store{one_of_each()};
    ConfigApi api{store};
};

TunnelSettings with_gre(std::uint32_t ports) {
    TunnelSettings tunnels;
    tunnels.gre.ports = ports;
    tunnels.l2tp.ports = 77;
    return tunnels;
}

}  // namespace

TEST_CASE("stored ex: only the protocols named change", "[stored]") {
    StoredExFixture f;
    CHECK(f.api.server_set_info_ex(kAdministrator, kSetGre, with_gre(12)).value() == InForce::Now);
    CHECK(f.store.config.tunnels.gre.ports == 12U);
    CHECK_FALSE(f.store.config.tunnels.l2tp.ports);
    const auto shown = f.api.server_get_info_ex(kReader);
    REQUIRE(shown);
    CHECK(shown->tunnels.gre.ports == 12U);
    CHECK(shown->tunnels.l2tp.ports == 0U);
    CHECK(f.api.server_tunnels(kReader).value() == f.store.config.tunnels);
}

TEST_CASE("stored ex: a count above the limit of today raises it", "[stored]") {
    StoredExFixture f;
    const auto above = f.store.config.tunnels.gre.max_ports + 1;
    CHECK(
        f.api.server_set_info_ex(kAdministrator, kSetGre, with_gre(above)).value() ==
        InForce::AfterRestart
    );
    CHECK(f.store.config.tunnels.gre.max_ports == above);
}

TEST_CASE("stored ex: a policy is set, shown and deleted", "[stored]") {
    StoredExFixture f;
    const auto full = f.id("full");
    Ikev2Custom custom;
    custom.sa_life_time = 4000;
    CHECK(f.api.interface_get_custom_info(kReader, full).value() == std::nullopt);
    CHECK(f.api.interface_set_custom_info(kAdministrator, full, kCustomForIkev2, custom));
    CHECK(f.api.interface_get_custom_info(kReader, full).value() == custom);
    CHECK(f.api.interface_set_custom_info(kAdministrator, full, 0, custom));
    CHECK(f.api.interface_get_custom_info(kReader, full).value() == std::nullopt);
}

TEST_CASE("stored ex: each refusal has its code and writes nothing", "[stored]") {
    StoredExFixture f;
    const auto full = f.id("full");
    const auto home = f.id("home");
    Ikev2Custom wrong;
    wrong.sa_life_time = 1;
    auto& api = f.api;
    CHECK(code_of(api.server_get_info_ex(kNobody)) == Errc::AccessDenied);
    CHECK(code_of(api.server_tunnels(kNobody)) == Errc::AccessDenied);
    CHECK(code_of(api.server_set_info_ex(kReader, 0, {})) == Errc::AccessDenied);
    CHECK(code_of(api.interface_get_custom_info(kNobody, {})) == Errc::AccessDenied);
    CHECK(code_of(api.interface_set_custom_info(kReader, {}, 9, {})) == Errc::AccessDenied);
    CHECK(code_of(api.server_set_info_ex(kAdministrator, 0, {})) == Errc::InvalidParameter);
    CHECK(code_of(api.server_set_info_ex(kAdministrator, 32, {})) == Errc::InvalidParameter);
    CHECK(code_of(api.interface_get_custom_info(kReader, {})) == Errc::InvalidParameter);
    CHECK(code_of(api.interface_get_custom_info(kReader, home)) == Errc::InvalidParameter);
    CHECK(code_of(api.interface_get_custom_info(kReader, {77})) == Errc::NoSuchInterface);
    const auto set = [&](StoredInterfaceId id, std::uint32_t flags, const Ikev2Custom& custom) {
        return code_of(api.interface_set_custom_info(kAdministrator, id, flags, custom));
    };
    CHECK(set({}, 1, {}) == Errc::InvalidParameter);
    CHECK(set(home, 1, {}) == Errc::InvalidParameter);
    CHECK(set({77}, 1, {}) == Errc::NoSuchInterface);
    CHECK(set(full, 2, {}) == Errc::InvalidParameter);
    CHECK(set(full, 1, wrong) == Errc::InvalidParameter);
    CHECK(f.store.written.empty());
}
