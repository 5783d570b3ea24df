// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/utf.hpp"
#include "tests/support/catch.hpp"

using namespace mprd::lib;

TEST_CASE("libmprapi: texts go both ways, and invalid ones are refused") {
    const char16_t emoji[] = u"a\u00e9\u20ac\U0001F600";
    const auto text = to_utf8(emoji, kLongestText, Unit::Two);
    REQUIRE(text);
    CHECK(*text == "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
    CHECK(to_units(*text, 64, Unit::Two).size() == sizeof emoji);
    CHECK(to_units(*text, 64, Unit::Four).size() == 5 * 4);
    const char16_t half[] = {0xd83d, 0};
    CHECK_FALSE(to_utf8(half, 2, Unit::Two));
    const char16_t low[] = {0xde00, 0};
    CHECK_FALSE(to_utf8(low, 2, Unit::Two));
    const char32_t large[] = {0x110000, 0};
    CHECK_FALSE(to_utf8(large, 2, Unit::Four));
    CHECK_FALSE(to_utf8(emoji, 3, Unit::Two));  // without its zero
}

TEST_CASE("libmprapi: a text that is too long is cut between characters") {
    CHECK(to_units("ab", 2, Unit::Two).size() == 2 * 2);
    // One unit is left, the character needs two.
    CHECK(to_units("a\xf0\x9f\x98\x80", 3, Unit::Two).size() == 2 * 2);
    CHECK(to_units("a\xf0\x9f\x98\x80", 4, Unit::Two).size() == 4 * 2);
}

TEST_CASE("libmprapi: a list of texts ends at the empty one") {
    const auto list = to_utf8_list(u"one\0two\0", Unit::Two);
    REQUIRE(list);
    CHECK(*list == std::vector<std::string>{"one", "two"});
    CHECK(to_utf8_list(u"", Unit::Two)->empty());
}
