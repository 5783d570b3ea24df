// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/peer_credentials.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

namespace {

using Socket = boost::asio::local::stream_protocol::socket;

struct Fixture {
    Fixture()
        : server(host.io, host.context, {{platform::user_word(::geteuid())}, {}}, [this] {
              ++full;
          }) {}
    Socket connect() {
        Socket socket(host.io);
        boost::system::error_code error;
        socket.connect(boost::asio::local::stream_protocol::endpoint(path), error);
        CHECK_FALSE(error);
        host.poll();
        return socket;
    }
    TempFolder folder;
    std::string path = folder / "s";
    int full = 0;
    FakeRouterHost host;
    ControlServer server;
};

}  // namespace

TEST_CASE(
    "control server: the socket is there while it listens, and replaces a dead one", "[server]"
) {
    Fixture f;
    {
        // What a daemon leaves that was killed.
        boost::asio::local::stream_protocol::acceptor dead(f.host.io, {f.path});
    }
    REQUIRE(f.server.listen(f.path));
    CHECK(std::filesystem::is_socket(f.path));
    CHECK(
        (std::filesystem::status(f.path).permissions() & std::filesystem::perms::all) ==
        std::filesystem::perms{0666}
    );
    f.server.stop();
    CHECK_FALSE(std::filesystem::exists(f.path));
}

TEST_CASE("control server: a second one is refused and the first goes on", "[server]") {
    Fixture f;
    REQUIRE(f.server.listen(f.path));
    {
        ControlServer second(f.host.io, f.host.context, {}, [] {});
        const auto listening = second.listen(f.path);
        REQUIRE_FALSE(listening);
        CHECK(listening.error().detail.find("another mprd is running") == 0);
    }
    CHECK(std::filesystem::is_socket(f.path));
}

TEST_CASE("control server: a file that is no socket is never removed", "[server]") {
    Fixture f;
    std::ofstream(f.path) << "precious";
    CHECK_FALSE(f.server.listen(f.path));
    CHECK(std::filesystem::file_size(f.path) == 8);
    CHECK_FALSE(f.server.listen(f.path + "/s"));
    CHECK_FALSE(f.server.listen(std::string(200, 'x')));
}

TEST_CASE("control server: one client too many is told so, once in the log", "[server][limits]") {
    Fixture f;
    REQUIRE(f.server.listen(f.path));
    std::vector<Socket> clients;
    for (std::size_t i = 0; i < ControlServer::kMaxAdministrators; ++i) {
        clients.push_back(f.connect());
    }
    CHECK(f.server.sessions() == ControlServer::kMaxAdministrators);
    CHECK(f.full == 0);
    for (int i = 0; i < 3; ++i) {
        Socket extra = f.connect();
        std::string text(200, ' ');
        boost::system::error_code error;
        text.resize(extra.read_some(boost::asio::buffer(text), error));
        CHECK(text.find("at most 128 connections at once") != std::string::npos);
    }
    CHECK(f.full == 1);
    clients.pop_back();
    f.host.poll();
    clients.push_back(f.connect());
    CHECK(f.server.sessions() == ControlServer::kMaxAdministrators);
}

TEST_CASE("control server: the system vouches for who is at the other end", "[server][access]") {
    Fixture f;
    Socket ours(f.host.io);
    Socket theirs(f.host.io);
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
