// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/private_socket.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/platform/openvpn/bench.hpp"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <sys/wait.h>

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)
using openvpn::PrivateSocket;

namespace {

/// Sockets are made in a folder of the test's, until its end.
class Place {
public:
    Place() { ::setenv("RUNTIME_DIRECTORY", folder_.path().c_str(), 1); }
    ~Place() { ::unsetenv("RUNTIME_DIRECTORY"); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    [[nodiscard]] std::string operator/(const std::string& name) const { return folder_ / name; }
    [[nodiscard]] std::set<std::string> names() const {
        std::set<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
            all.insert(entry.path().filename().string());
        }
        return all;
    }

private:
    test::TempFolder folder_;
};

std::string folder_of(const PrivateSocket& socket) {
    return std::filesystem::path(socket.path()).parent_path().filename().string();
}

/// What a router leaves that is killed with a socket.
void leave_a_folder() {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        boost::asio::io_context io;
        PrivateSocket socket(io);
        if (!socket.open()) {
            std::_Exit(1);
        }
        ::raise(SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
}

}  // namespace

TEST_CASE("openvpn: folders of killed routers are removed, and no others", "[openvpn][socket]") {
    const Place place;
    boost::asio::io_context io;
    PrivateSocket living(io);
    REQUIRE(living.open());
    leave_a_folder();
    leave_a_folder();
    REQUIRE(place.names().size() == 3);
    std::set<std::string> others;
    for (const char* name : {"mprd-openvpn-test-1", "mprd-openvpn-1234567", "mprd-openvpn-"}) {
        std::filesystem::create_directory(place / name);
        others.insert(name);
    }
    std::filesystem::create_directory(place / "mprd-openvpn-abc123");
    std::ofstream(place / "mprd-openvpn-abc123/mine") << "of somebody else";
    others.insert("mprd-openvpn-abc123");
    std::filesystem::create_symlink(place / "mprd-openvpn-test-1", place / "mprd-openvpn-abc124");
    others.insert("mprd-openvpn-abc124");

    PrivateSocket::remove_leftovers();

    std::set<std::string> expected = others;
    expected.insert(folder_of(living));
    CHECK(place.names() == expected);
    CHECK(std::filesystem::exists(living.path()));
}

TEST_CASE("openvpn: a device removes them when it is made", "[openvpn][socket]") {
    const Place place;
    leave_a_folder();
    test::OpenvpnBench bench;
    const auto device = find_device_kind("openvpn")->make_device(
        bench.context, R"({"remote": "192.0.2.1", "ca": "/tmp/ca.pem"})", {}
    );
    REQUIRE(device);
    CHECK(place.names().empty());
}

TEST_CASE("openvpn: a folder goes with its socket", "[openvpn][socket]") {
    const Place place;
    boost::asio::io_context io;
    {
        PrivateSocket socket(io);
        REQUIRE(socket.open());
        CHECK(place.names() == std::set<std::string>{folder_of(socket)});
    }
    CHECK(place.names().empty());
}
