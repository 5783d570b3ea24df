// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/server_name.hpp"
#include "tests/support/catch.hpp"

using namespace mprd::client;

TEST_CASE("server name: the path of a socket", "[channel]") {
    for (const char* name : {"unix:///tmp/x", "\\\\unix:///tmp/x"}) {
        const auto address = parse_server_name(name, "myhost", "/run/s");
        REQUIRE(address);
        CHECK_FALSE(address->is_remote());
        CHECK(address->path == "/tmp/x");
        CHECK(address->to_string() == "/tmp/x");
    }
}

TEST_CASE("server name: the path must be absolute", "[channel][bad]") {
    const auto address = parse_server_name("unix://x", "myhost", "/run/s");
    REQUIRE_FALSE(address);
    CHECK(address.error().code == mprd::Errc::ServerUnavailable);
    CHECK(address.error().detail.find("expected an absolute path") != std::string::npos);
    const auto other = parse_server_name("far", "myhost", "/run/s");
    CHECK(other.error().detail.find("unix:///path or ssh://") != std::string::npos);
}
