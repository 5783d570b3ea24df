// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/interface_ex_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

struct InterfaceExFixture : AdminFixture {
    explicit InterfaceExFixture(const RouterConfig& config = two_interfaces())
        : AdminFixture(config) {}
    [[nodiscard]] const InterfaceConfig& config(const char* name) const {
        return router.interfaces().find(id(name))->config;
    }
    InterfaceExApi api{router};
};

RouterConfig with_home_router() {
    RouterConfig config = two_interfaces();
    config.interfaces[0].config.type = InterfaceType::HomeRouter;
    return config;
}

}  // namespace

TEST_CASE("credentials ex: set, read, deleted; a key is never shown", "[admin][credentials]") {
    InterfaceExFixture f;
    const InterfaceId id = f.id("a");
    CHECK(code_of(f.api.get_credentials_ex(kReader, id, 1)) == Errc::NotFound);
    CHECK(f.api.get_credentials_ex(kReader, id, 0)->size == 0);
    REQUIRE(f.api.set_credentials_ex(kAdministrator, kNow, id, 1, Secret("key!")));
    REQUIRE(f.api.set_credentials_ex(kAdministrator, kNow, id, 0, Secret("eap")));

    CHECK(f.api.get_credentials_ex(kAdministrator, id, 1)->size == 4);
    CHECK(f.api.get_credentials_ex(kAdministrator, id, 1)->eap_data.is_empty());
    CHECK(f.api.get_credentials_ex(kAdministrator, id, 0)->eap_data == Secret("eap"));
    CHECK(f.api.get_credentials_ex(kReader, id, 1)->size == 0);
    CHECK(f.api.get_credentials_ex(kReader, id, 0)->eap_data.is_empty());

    REQUIRE(f.api.set_credentials_ex(kAdministrator, kNow, id, 1, Secret()));
    CHECK(code_of(f.api.get_credentials_ex(kAdministrator, id, 1)) == Errc::NotFound);
    CHECK(f.api.get_credentials_ex(kAdministrator, id, 0)->size == 3);
}

TEST_CASE("credentials ex: refusals in their order", "[admin][credentials]") {
    InterfaceExFixture f(with_home_router());
    const InterfaceId id = f.id("a");
    const Secret key("k");
    CHECK(code_of(f.api.set_credentials_ex(kReader, kNow, kStale, 9, key)) == Errc::AccessDenied);
    CHECK(
        code_of(f.api.set_credentials_ex(kAdministrator, kNow, kStale, 2, key)) ==
        Errc::NotSupported
    );
    CHECK(
        code_of(f.api.set_credentials_ex(kAdministrator, kNow, kStale, 1, key)) ==
        Errc::InvalidHandle
    );
    CHECK(
        code_of(f.api.set_credentials_ex(kAdministrator, kNow, id, 1, Secret(std::string(257, 'k')))
        ) == Errc::InvalidParameter
    );
    CHECK(
        code_of(f.api.set_credentials_ex(
            kAdministrator, kNow, id, 0, Secret(std::string(kMaxEapData + 1, 'k'))
        )) == Errc::InvalidParameter
    );
    CHECK(code_of(f.api.get_credentials_ex(kNobody, kStale, 9)) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_credentials_ex(kReader, kStale, 2)) == Errc::NotSupported);
    CHECK(code_of(f.api.get_credentials_ex(kReader, kStale, 0)) == Errc::InvalidHandle);
    CHECK(code_of(f.api.get_credentials_ex(kReader, id, 0)) == Errc::InvalidParameter);
}

TEST_CASE("rip key: set and deleted beside the other keys", "[admin][credentials]") {
    InterfaceExFixture f;
    const InterfaceId id = f.id("a");
    const auto key = [&] { return f.router.interfaces().find(id)->extended.rip_key; };
    REQUIRE(f.api.set_credentials_ex(kAdministrator, kNow, id, 1, Secret("psk")));
    REQUIRE(f.api.set_rip_key(kAdministrator, kNow, id, Secret("0123456789abcdef")));
    CHECK(key() == Secret("0123456789abcdef"));
    const auto& set = [&](const Caller& caller, InterfaceId at, const char* text) {
        return code_of(f.api.set_rip_key(caller, kNow, at, Secret(text)));
    };
    CHECK(set(kReader, kStale, "0123456789abcdefg") == Errc::AccessDenied);
    CHECK(set(kAdministrator, kStale, "0123456789abcdefg") == Errc::InvalidHandle);
    CHECK(set(kAdministrator, id, "0123456789abcdefg") == Errc::InvalidParameter);
    CHECK(key() == Secret("0123456789abcdef"));
    CHECK(set(kAdministrator, id, "") == Errc::Ok);
    CHECK(key().is_empty());
    CHECK(f.api.get_credentials_ex(kAdministrator, id, 1)->size == 3);
}

TEST_CASE("custom info: set, read, deleted", "[admin][ikev2]") {
    InterfaceExFixture f;
    const InterfaceId id = f.id("a");
    CHECK_FALSE(f.api.get_custom_info(kReader, id)->has_value());
    Ikev2Custom custom;
    custom.sa_life_time = 300;
    custom.sa_data_size = 1024;
    custom.main_mode_life_time = 17279999;
    custom.custom_policy = IkePolicy{};
    custom.certificate_name = "AAEC";
    custom.initiator_selectors = {TrafficSelector{}};
    REQUIRE(f.api.set_custom_info(kAdministrator, kNow, id, 1, custom));
    CHECK(*f.api.get_custom_info(kReader, id) == custom);
    REQUIRE(f.api.set_custom_info(kAdministrator, kNow, id, 0, custom));
    CHECK_FALSE(f.api.get_custom_info(kReader, id)->has_value());
}

TEST_CASE("custom info: what is out of range is refused and changes nothing", "[admin][ikev2]") {
    const std::pair<const char*, void (*)(Ikev2Custom&)> rows[] = {
        {"life too short", [](Ikev2Custom& c) { c.sa_life_time = 299; }},
        {"life too long", [](Ikev2Custom& c) { c.sa_life_time = 17280000; }},
        {"main mode too short", [](Ikev2Custom& c) { c.main_mode_life_time = 299; }},
        {"too little data", [](Ikev2Custom& c) { c.sa_data_size = 1023; }},
        {"integrity",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{4, 4, 5, 1, 0, 3};
         }},
        {"encryption",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 7, 5, 1, 0, 3};
         }},
        {"no cipher 0",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 4, 0, 1, 0, 3};
         }},
        {"cipher",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 4, 9, 1, 0, 3};
         }},
        {"authentication",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 4, 5, 6, 0, 3};
         }},
        {"PFS group",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 4, 5, 1, 8, 3};
         }},
        {"DH group",
         [](Ikev2Custom& c) {
             c.custom_policy = IkePolicy{1, 4, 5, 1, 0, 7};
         }},
        {"certificate name", [](Ikev2Custom& c) { c.certificate_name = "no base64"; }},
        {"certificate hash", [](Ikev2Custom& c) { c.certificate_hash = "="; }},
        {"selector of IPv6 with IPv4 addresses",
         [](Ikev2Custom& c) {
             c.responder_selectors = {TrafficSelector{}};
             c.responder_selectors[0].type = 8;
         }},
        {"selector with ports the wrong way round",
         [](Ikev2Custom& c) {
             c.initiator_selectors = {TrafficSelector{}};
             c.initiator_selectors[0].port_start = 2;
             c.initiator_selectors[0].port_end = 1;
         }},
        {"too many selectors",
         [](Ikev2Custom& c) { c.initiator_selectors.resize(kMaxTrafficSelectors + 1); }},
    };
    for (const auto& [condition, spoil] : rows) {
        INFO(condition);
        InterfaceExFixture f;
        Ikev2Custom custom;
        spoil(custom);
        CHECK(
            code_of(f.api.set_custom_info(kAdministrator, kNow, f.id("a"), 1, custom)) ==
            Errc::InvalidParameter
        );
        CHECK_FALSE(f.config("a").ikev2);
    }
}

TEST_CASE("custom info: refusals in their order", "[admin][ikev2]") {
    InterfaceExFixture f(with_home_router());
    CHECK(code_of(f.api.set_custom_info(kReader, kNow, kStale, 9, {})) == Errc::AccessDenied);
    CHECK(
        code_of(f.api.set_custom_info(kAdministrator, kNow, kStale, 9, {})) == Errc::InvalidHandle
    );
    CHECK(
        code_of(f.api.set_custom_info(kAdministrator, kNow, f.id("a"), 1, {})) ==
        Errc::InvalidParameter
    );
    CHECK(
        code_of(f.api.set_custom_info(kAdministrator, kNow, f.id("b"), 2, {})) ==
        Errc::InvalidParameter
    );
    CHECK(code_of(f.api.get_custom_info(kNobody, kStale)) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_custom_info(kReader, kStale)) == Errc::InvalidHandle);
    CHECK(code_of(f.api.get_custom_info(kReader, f.id("a"))) == Errc::InvalidParameter);
}

TEST_CASE("phonebook: what is stored becomes what runs", "[admin][phonebook]") {
    InterfaceExFixture f;
    const auto update = [&](const Caller& caller, InterfaceId id, Result<InterfaceConfig> stored) {
        return code_of(f.api.update_phonebook_info(caller, kNow, id, [&](std::string_view) {
            return stored;
        }));
    };
    const InterfaceId id = f.id("a");
    InterfaceConfig stored = f.config("a");
    stored.mtu = 1400;
    CHECK(update(kReader, kStale, stored) == Errc::AccessDenied);
    CHECK(update(kAdministrator, kStale, stored) == Errc::InvalidHandle);
    CHECK(
        update(kAdministrator, id, make_error(Errc::CannotOpenPhonebook, "")) ==
        Errc::CannotOpenPhonebook
    );
    InterfaceConfig other = stored;
    other.name = "x";
    CHECK(update(kAdministrator, id, other) == Errc::CannotLoadPhonebook);
    other = stored;
    other.devices[0].name = "modem2";
    CHECK(update(kAdministrator, id, other) == Errc::InterfaceHasNoDevices);
    other.devices = {};
    CHECK(update(kAdministrator, id, other) == Errc::InterfaceHasNoDevices);
    CHECK(f.config("a").mtu == 1500);

    CHECK(update(kAdministrator, id, stored) == Errc::Ok);
    CHECK(f.config("a").mtu == 1400);
    other.phonebook.device_type = "Modem";
    CHECK(update(kAdministrator, id, other) == Errc::Ok);
}

TEST_CASE("phonebook: 903 without demand-dial manager", "[admin][phonebook]") {
    RouterConfig config = two_interfaces();
    config.lan_only = true;
    config.interfaces.clear();
    InterfaceExFixture f(config);
    CHECK(
        code_of(f.api.update_phonebook_info(
            kAdministrator,
            kNow,
            kStale,
            [](std::string_view) -> Result<InterfaceConfig> { return InterfaceConfig{}; }
        )) == Errc::DdmNotRunning
    );
}
