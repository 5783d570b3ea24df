// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/server_name.hpp"

#include "tests/support/catch.hpp"

using namespace mprd::client;

namespace {

constexpr const char* kSocket = "/run/s";

mprd::Result<ServerAddress> parsed(const std::string& name) {
    return parse_server_name(name, "myhost", kSocket);
}

std::string place_of(const std::string& name) {
    const auto address = parsed(name);
    if (!address) {
        return "nowhere";
    }
    return address->is_remote() ? address->host + "|" + address->port : address->path;
}

}  // namespace

TEST_CASE("server name: this host, or ssh to another host", "[channel]") {
    for (const char* local : {"", ".", "localhost", "MYHOST", "\\\\myhost"}) {
        CHECK(place_of(local) == kSocket);
    }
    CHECK(place_of("ssh://far") == "far|");
    CHECK(place_of("ssh://me@far:2222") == "me@far|2222");
    CHECK(place_of("ssh://me@corp.example@far_1.example") == "me@corp.example@far_1.example|");
    CHECK(place_of("ssh://me@[2001:db8::1]:22") == "me@2001:db8::1|22");
    CHECK(place_of("ssh://[fe80::1%eth0]") == "fe80::1%eth0|");
}

TEST_CASE("server name: a person reads it as he wrote it", "[channel]") {
    for (const char* name :
         {"ssh://far", "ssh://me@far:2222", "ssh://me@[2001:db8::1]:22", "ssh://[::1]"}) {
        CHECK(parsed(name)->to_string() == name);
    }
    CHECK(parsed("localhost")->to_string() == kSocket);
}

TEST_CASE("server name: nothing that ssh or a shell could misread, and why", "[channel][bad]") {
    struct Row {
        const char* name;
        const char* why;
    };
    for (const Row& row : {
             Row{"far", "or ssh://[user@]host"},
             Row{"\\\\far\\pipe\\mprd", "expected localhost"},
             Row{"http://far", "expected localhost"},
             Row{"ssh://", "expected a host"},
             Row{"ssh://me@", "expected a host"},
             Row{"ssh://-oProxyCommand=x", "expected a host"},
             Row{"ssh://me@-oProxyCommand=x", "expected a host"},
             Row{"ssh://a b", "expected a host"},
             Row{"ssh://a;reboot", "expected a host"},
             Row{"ssh://$(reboot)", "expected a host"},
             Row{"ssh://a\nb", "expected a host"},
             Row{"ssh://far/", "expected a host"},
             Row{"ssh://f\xc3\xa4r", "expected a host"},
             Row{"ssh://[::1", "expected a host"},
             Row{"ssh://2001:db8::1", "expected a port"},
             Row{"ssh://@far", "expected a user"},
             Row{"ssh://-l@far", "expected a user"},
             Row{"ssh://m e@far", "expected a user"},
             Row{"ssh://`id`@far", "expected a user"},
             Row{"ssh://far:", "expected a port"},
             Row{"ssh://far:x", "expected a port"},
             Row{"ssh://far:0", "expected a port"},
             Row{"ssh://far:65536", "expected a port"},
             Row{"ssh://far:-1", "expected a port"},
             Row{"ssh://[::1]x", "expected a port"},
         }) {
        INFO(row.name);
        const auto address = parsed(row.name);
        REQUIRE_FALSE(address);
        CHECK(address.error().code == mprd::Errc::ServerUnavailable);
        CHECK(address.error().detail.find(row.why) != std::string::npos);
    }
}
