// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What is special about a Unix socket.
#include "platform/linux/peer_credentials.hpp"
#include "tests/unit/daemon/control_server_fixture.hpp"

#include <boost/asio/local/connect_pair.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

TEST_CASE(
    "control server: the socket is there while it listens, and replaces a dead one", "[server]"
) {
    ControlServerFixture f;
    {
        // What a daemon leaves that was killed.
        boost::asio::local::stream_protocol::acceptor dead(f.host.io, {f.address});
    }
    REQUIRE(f.server.listen(f.address));
    CHECK(std::filesystem::is_socket(f.address));
    CHECK(
        (std::filesystem::status(f.address).permissions() & std::filesystem::perms::all) ==
        std::filesystem::perms{0666}
    );
    {
        ControlServer second(f.host.io, f.host.context, {}, [] {});
        REQUIRE_FALSE(second.listen(f.address));
    }
    CHECK(std::filesystem::is_socket(f.address));
    f.server.stop();
    CHECK_FALSE(std::filesystem::exists(f.address));
}

TEST_CASE("control server: a file that is no socket is never removed", "[server]") {
    ControlServerFixture f;
    std::ofstream(f.address) << "precious";
    CHECK_FALSE(f.server.listen(f.address));
    CHECK(std::filesystem::file_size(f.address) == 8);
    CHECK_FALSE(f.server.listen(f.address + "/s"));
    CHECK_FALSE(f.server.listen(std::string(200, 'x')));
}

TEST_CASE("control server: the system vouches for who is at the other end", "[server][access]") {
    FakeRouterHost host;
    platform::LocalStream ours(host.io);
    platform::LocalStream theirs(host.io);
    boost::asio::local::connect_pair(ours, theirs);
    const auto peer = platform::peer_of(ours.native_handle());
    CHECK(peer.known);
    CHECK(peer.user == platform::user_word(::geteuid()));
    CHECK(peer.process == static_cast<std::uint32_t>(::getpid()));
    CHECK_FALSE(peer.groups.empty());
    CHECK_FALSE(platform::peer_of(-1).known);
    CHECK_FALSE(platform::find_group("no such group"));
    CHECK(platform::find_group("root") == 0);
}
