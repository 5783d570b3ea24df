// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/user_api.hpp"

#include "tests/unit/core/admin/admin_fixture.hpp"

using namespace mprd;
using namespace mprd::admin;
using namespace mprd::test;

namespace {

RouterConfig with_users() {
    RouterConfig config = two_interfaces();
    for (const char* name : {"ann", "bob"}) {
        UserConfig user;
        user.name = name;
        user.password = Secret("secret");
        config.users.push_back(user);
    }
    return config;
}

struct UserFixture : AdminFixture {
    UserFixture() : AdminFixture(with_users()) {}
    UserApi api{router};
};

UserInfo user_info(std::uint32_t privilege, std::string number = "", std::uint32_t privilege2 = 0) {
    return {privilege, std::move(number), privilege2};
}

}  // namespace

TEST_CASE("user: what SetInfo sets, GetInfo shows", "[admin][user]") {
    UserFixture f;
    CHECK(f.api.get_info(kReader, "ann", 0)->privilege == 9);
    const UserInfo rows[] = {
        user_info(1),
        user_info(9),
        user_info(10, "123", 1),
        user_info(12, "", 0),
        user_info(2, "9", 1)};
    for (const UserInfo& row : rows) {
        INFO(row.privilege);
        REQUIRE(f.api.set_info(kAdministrator, kNow, "ann", 1, row));
        const auto read = f.api.get_info(kReader, "ann", 1);
        CHECK(read->privilege == row.privilege);
        CHECK(read->phone_number == row.phone_number);
        CHECK(read->privilege2 == row.privilege2);
    }
    CHECK(f.api.get_info(kReader, "bob", 1)->privilege == 9);
    CHECK(f.router.settings().users[0].password == Secret("secret"));
}

TEST_CASE("user: level 0 leaves the policy bit alone", "[admin][user]") {
    UserFixture f;
    REQUIRE(f.api.set_info(kAdministrator, kNow, "ann", 1, user_info(9, "", 1)));
    REQUIRE(f.api.set_info(kAdministrator, kNow, "ann", 0, user_info(1, "", 0)));
    CHECK(f.api.get_info(kReader, "ann", 1)->privilege2 == 1);
}

TEST_CASE("user: refusals with the documented code, in their order", "[admin][user]") {
    struct Row {
        const char* condition;
        Errc code;
        Caller caller;
        const char* name;
        std::uint32_t level;
        UserInfo info;
    };
    const Row rows[] = {
        {"access", Errc::AccessDenied, kReader, "nobody", 9, user_info(0)},
        {"level", Errc::InvalidLevel, kAdministrator, "nobody", 2, user_info(0)},
        {"user", Errc::NoSuchUser, kAdministrator, "nobody", 1, user_info(0)},
        {"no call-back bit", Errc::InvalidParameter, kAdministrator, "ann", 0, user_info(8)},
        {"two call-back bits", Errc::InvalidParameter, kAdministrator, "ann", 0, user_info(11)},
        {"a bit that is none", Errc::InvalidParameter, kAdministrator, "ann", 0, user_info(0x19)},
        {"no number to call", Errc::InvalidParameter, kAdministrator, "ann", 0, user_info(10)},
        {"number too long",
         Errc::InvalidParameter,
         kAdministrator,
         "ann",
         0,
         user_info(9, std::string(129, '1'))},
        {"policy bits", Errc::InvalidParameter, kAdministrator, "ann", 1, user_info(9, "", 2)},
    };
    for (const Row& row : rows) {
        INFO(row.condition);
        UserFixture f;
        CHECK(code_of(f.api.set_info(row.caller, kNow, row.name, row.level, row.info)) == row.code);
        CHECK(f.api.get_info(kReader, "ann", 1)->privilege == 9);
    }
    const UserFixture f;
    CHECK(code_of(f.api.get_info(kNobody, "nobody", 9)) == Errc::AccessDenied);
    CHECK(code_of(f.api.get_info(kReader, "nobody", 2)) == Errc::InvalidLevel);
    CHECK(code_of(f.api.get_info(kReader, "nobody", 1)) == Errc::NoSuchUser);
}

TEST_CASE("user: the list is kept: add, replace, remove", "[admin][user]") {
    UserFixture f;
    UserConfig user;
    user.name = "cid";
    CHECK(code_of(f.api.add(kReader, kNow, user)) == Errc::AccessDenied);
    REQUIRE(f.api.add(kAdministrator, kNow, user));
    CHECK(code_of(f.api.add(kAdministrator, kNow, user)) == Errc::InvalidParameter);
    user.may_dial_in = false;
    REQUIRE(f.api.replace(kAdministrator, kNow, "cid", user));
    CHECK(f.api.get_info(kReader, "cid", 0)->privilege == 1);
    CHECK(code_of(f.api.replace(kAdministrator, kNow, "ann", user)) == Errc::InvalidParameter);
    CHECK(code_of(f.api.replace(kAdministrator, kNow, "x", user)) == Errc::NoSuchUser);
    CHECK(code_of(f.api.replace(kReader, kNow, "x", user)) == Errc::AccessDenied);
    REQUIRE(f.api.remove(kAdministrator, kNow, "ann"));
    CHECK(code_of(f.api.remove(kAdministrator, kNow, "ann")) == Errc::NoSuchUser);
    CHECK(code_of(f.api.remove(kReader, kNow, "ann")) == Errc::AccessDenied);
    CHECK(f.api.list(kReader)->size() == 2);
    CHECK(code_of(f.api.list(kNobody)) == Errc::AccessDenied);
}

TEST_CASE("user: nameless and overlong ones are refused", "[admin][user]") {
    UserFixture f;
    UserConfig user;
    CHECK(code_of(f.api.add(kAdministrator, kNow, user)) == Errc::InvalidParameter);
    user.name = std::string(257, 'u');
    CHECK(code_of(f.api.add(kAdministrator, kNow, user)) == Errc::InvalidParameter);
    user.name = "u";
    user.password = Secret(std::string(257, 'p'));
    CHECK(code_of(f.api.add(kAdministrator, kNow, user)) == Errc::InvalidParameter);
    CHECK(f.api.list(kReader)->size() == 2);
}
