// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/call_back_number.hpp"

#include "core/tables/call_back_options.hpp"
#include "core/tables/router_config.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;

TEST_CASE("call-back: a number is its digits, or none", "[tables][callback]") {
    CHECK(dialled_digits("5550199") == "5550199");
    CHECK(dialled_digits("+49 (551) 555-01.99") == "+495515550199");
    CHECK(dialled_digits(std::string(kMaxCallBackDigits, '1')));
    // What a modem would take for a command, a pause, a flash or a mode is no number.
    for (const char* text :
         {"",
          " ",
          "+",
          "++1",
          "1+1",
          "1;",
          "1,2",
          "W1",
          "T1",
          "P1",
          "1@",
          "1!",
          "*1",
          "#1",
          "1\r",
          "1\nATD2",
          "\xd9\xa1"}) {
        INFO(text);
        CHECK_FALSE(dialled_digits(text));
    }
    CHECK_FALSE(dialled_digits(std::string(kMaxCallBackDigits + 1, '1')));
}

TEST_CASE("call-back: a caller gets his own number or one of his prefixes", "[tables][callback]") {
    UserConfig user;
    user.call_back = CallBack::Caller;
    CHECK_FALSE(call_back_number(user, ""));
    CHECK(call_back_number(user, "0551 1").error().code == Errc::BadCallbackNumber);

    user.call_back_number = "(0551) 555-0199";
    CHECK(*call_back_number(user, "") == user.call_back_number);
    CHECK(*call_back_number(user, "05515550199") == user.call_back_number);
    CHECK_FALSE(call_back_number(user, "05515550190"));

    user.call_back_prefixes = {"0551", "+49551"};
    CHECK(*call_back_number(user, "(0551) 1") == "05511");
    CHECK(*call_back_number(user, "+49 551 2") == "+495512");
    for (const char* text : {"0900 1", "1 0551", "00551 1", "+48 551 2", "551 1"}) {
        INFO(text);
        CHECK(call_back_number(user, text).error().code == Errc::BadCallbackNumber);
    }
}

TEST_CASE("call-back: settings that cannot work are refused", "[tables][callback]") {
    RouterConfig config;
    config.users.resize(1);
    config.users[0].name = "ann";
    config.users[0].call_back_prefixes = {"0551", "+"};
    CHECK(config.validate());
    for (const char* prefix : {"", "0 551", "T0551", "*"}) {
        config.users[0].call_back_prefixes = {prefix};
        CHECK_FALSE(config.validate());
    }
    config.users[0].call_back_prefixes.assign(kMaxCallBackPrefixes + 1, "1");
    CHECK_FALSE(config.validate());

    CallBackOptions options;
    CHECK(options.validate());
    options.number = "call me";
    CHECK(options.validate().error().detail.find("ppp.callBack.number") == 0);
    options = {};
    options.delay = std::chrono::seconds{256};
    CHECK_FALSE(options.validate());
    options = {};
    options.wait_limit = std::chrono::seconds{9};
    CHECK_FALSE(options.validate());
}
