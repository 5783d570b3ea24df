// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/base64.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;

TEST_CASE("base64: the vectors of RFC 4648 section 10", "[base64]") {
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : rows) {
        CHECK(to_base64(as_bytes(plain)) == text);
        const auto octets = from_base64(text);
        REQUIRE(octets.has_value());
        CHECK(as_text(*octets) == plain);
    }
    CHECK(from_base64("+/+/") == Bytes{0xfb, 0xff, 0xbf});
}

TEST_CASE("base64: any other text is refused", "[base64]") {
    for (const char* text :
         {"Z",
          "Zg",
          "Zg=",
          "Zg===",
          "====",
          "Z===",
          "Zh==",
          "Zm9=",
          "Zg==Zg==",
          "Zm 9",
          "Zm9v\n",
          "-_-_",
          "=Zm9"}) {
        INFO(text);
        CHECK_FALSE(from_base64(text).has_value());
    }
}
