// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/params.hpp"

#include "tests/support/catch.hpp"

using namespace mprd;
using namespace mprd::daemon;
using nlohmann::json;

TEST_CASE("params: parameters are taken by name and kind", "[params]") {
    const json given =
        json::parse(R"({"interface": 7, "name": "a", "flag": true, "nothing": null})");
    Params params(given);
    CHECK(params.handle<InterfaceId>("interface") == InterfaceId{7});
    CHECK(params.required<std::string>("name") == "a");
    CHECK(params.optional("flag", false));
    CHECK(params.optional<std::uint32_t>("level", 3) == 3);
    CHECK_FALSE(params.optional<std::string>("other"));
    CHECK(params.has("flag"));
    CHECK_FALSE(params.has("nothing"));
    CHECK_FALSE(params.ok());
    CHECK(params.error() == "/nothing: expected no such member, found \"nothing\"");
}

TEST_CASE("params: all that is wrong is told at once", "[params]") {
    const json given = {{"interface", "x"}, {"levle", 1}, {"flag", 1}};
    Params params(given);
    static_cast<void>(params.handle<InterfaceId>("interface"));
    static_cast<void>(params.required<std::string>("name"));
    static_cast<void>(params.optional<std::uint32_t>("level", 0));
    static_cast<void>(params.optional("flag", false));
    CHECK_FALSE(params.ok());
    CHECK(
        params.error() ==
        "/interface: expected a number from 0 to 4294967295, found \"x\"; /name: expected a text, "
        "found "
        "nothing; /flag: expected true or false, found 1; /levle: expected \"level\", found "
        "\"levle\""
    );
}

TEST_CASE("params: a structure is read in its place, and missed when it is not there", "[params]") {
    const json given = {{"buffer", {{"a", 1}}}};
    Params params(given);
    std::string place;
    params.structure("buffer", [&](const json& value, const std::string& pointer, auto&) {
        place = pointer + value.dump();
    });
    CHECK(place == "/buffer{\"a\":1}");
    CHECK(params.ok());

    const json empty = json::object();
    Params missing(empty);
    missing.structure("buffer", [](const json&, const std::string&, auto&) { FAIL("called"); });
    CHECK_FALSE(missing.ok());
    CHECK(missing.error() == "/buffer: expected an object, found nothing");
}
