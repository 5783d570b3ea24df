// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What is special about a named pipe.
#include "tests/support/pipe_server_windows.hpp"
#include "tests/unit/daemon/control_server_fixture.hpp"

using namespace mprd;
using namespace mprd::daemon;
using namespace mprd::test;

TEST_CASE("control server: only the name of a pipe is an address", "[server]") {
    ControlServerFixture f;
    for (const char* wrong :
         {R"(C:\mprd)", R"(\\.\pipe\)", R"(\\.\pipe\a\b)", "/run/mprd/mprd.sock"}) {
        const auto listening = f.server.listen(wrong);
        REQUIRE_FALSE(listening);
        CHECK(listening.error().code == Errc::InvalidParameter);
        CHECK(
            listening.error().detail.find(R"(expected \\.\pipe\NAME, found )") != std::string::npos
        );
    }
}
