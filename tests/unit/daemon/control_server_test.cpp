// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/control_server_fixture.hpp"

#include <vector>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

TEST_CASE("control server: a second one is refused and the first goes on", "[server]") {
    ControlServerFixture f;
    REQUIRE(f.server.listen(f.address));
    {
        ControlServer second(f.host.io, f.host.context, {}, [] {});
        const auto listening = second.listen(f.address);
        REQUIRE_FALSE(listening);
        CHECK(listening.error().code == Errc::AlreadyConnected);
        CHECK(listening.error().detail.find("another mprd is running") == 0);
    }
    const LocalClient client = f.connect();
    CHECK(f.run_until([&] { return f.server.sessions() == 1; }));
}

TEST_CASE("control server: one that has stopped can be followed by another", "[server]") {
    ControlServerFixture f;
    REQUIRE(f.server.listen(f.address));
    f.server.stop();
    f.host.poll();
    ControlServer next(f.host.io, f.host.context, platform::local_access(), [] {});
    REQUIRE(next.listen(f.address));
    const LocalClient client = f.connect();
    CHECK(f.run_until([&] { return next.sessions() == 1; }));
    next.stop();
    f.host.poll();
}

TEST_CASE("control server: one client too many is told so, once in the log", "[server][limits]") {
    ControlServerFixture f;
    REQUIRE(f.server.listen(f.address));
    std::vector<LocalClient> clients;
    for (std::size_t i = 0; i < ControlServer::kMaxAdministrators; ++i) {
        clients.push_back(f.connect());
        REQUIRE(f.run_until([&] { return f.server.sessions() == clients.size(); }));
    }
    CHECK(f.full == 0);
    for (int i = 0; i < 3; ++i) {
        LocalClient extra = f.connect();
        CHECK(f.lines(extra, 1).find("at most 128 connections at once") != std::string::npos);
    }
    CHECK(f.full == 1);
    clients.pop_back();
    CHECK(f.run_until([&] { return f.server.sessions() == clients.size(); }));
    clients.push_back(f.connect());
    CHECK(f.run_until([&] { return f.server.sessions() == clients.size(); }));
}
