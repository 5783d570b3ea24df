// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/setting_types.hpp"

#include "tests/support/catch.hpp"

using namespace mprd::protocol;

TEST_CASE("settings: a member that holds a text is known as such", "[settings]") {
    CHECK(is_text_setting("networkName"));
    CHECK(is_text_setting("phonebook.phoneNumber"));
    CHECK(is_text_setting("ppp.localAddress"));
    CHECK(is_text_setting("type"));
    CHECK_FALSE(is_text_setting("mtu"));
    CHECK_FALSE(is_text_setting("persistent"));
    CHECK_FALSE(is_text_setting("idleDisconnectSeconds"));
    CHECK_FALSE(is_text_setting("phonebook"));
    CHECK_FALSE(is_text_setting("phonebook."));
    CHECK_FALSE(is_text_setting("nothing.of.that"));
    CHECK_FALSE(is_text_setting(""));
}
