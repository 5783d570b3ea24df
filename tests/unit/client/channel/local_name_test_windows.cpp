// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/server_name.hpp"
#include "tests/support/catch.hpp"

using namespace mprd::client;

TEST_CASE("server name: a pipe of this host", "[channel]") {
    for (const char* name : {R"(\\.\pipe\other)", R"(\\.\PIPE\other)"}) {
        const auto address = parse_server_name(name, "myhost", R"(\\.\pipe\mprd)");
        REQUIRE(address);
        CHECK_FALSE(address->is_remote());
        CHECK(address->path == name);
        CHECK(address->to_string() == name);
    }
}

TEST_CASE("server name: nothing but a pipe of this host", "[channel][bad]") {
    struct Row {
        const char* name;
        const char* why;
    };
    for (const Row& row : {
             Row{R"(\\.\COM1)", R"(expected a named pipe, as in \\.\pipe\mprd)"},
             Row{R"(\\.\pipe\)", "expected a named pipe"},
             Row{R"(\\?\C:\x)", "expected a named pipe"},
             Row{R"(\\far\pipe\mprd)", "another host's router is reached with ssh"},
             Row{R"(\\RouterB)", R"(expected localhost, \\.\pipe\NAME or ssh://)"},
             Row{"unix:///run/mprd/mprd.sock", "expected localhost"},
         }) {
        INFO(row.name);
        const auto address = parse_server_name(row.name, "myhost", R"(\\.\pipe\mprd)");
        REQUIRE_FALSE(address);
        CHECK(address.error().code == mprd::Errc::ServerUnavailable);
        CHECK(address.error().detail.find(row.why) != std::string::npos);
    }
}
