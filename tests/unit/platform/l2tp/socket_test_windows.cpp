// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/socket.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/l2tp/heard.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>

using namespace mprd;  // NOLINT(google-build-using-namespace)

TEST_CASE("l2tp socket: reads that fail again and again are not a busy loop", "[l2tp][socket]") {
    boost::asio::io_context io;
    test::Heard heard;
    platform::l2tp::TunnelSocket socket(io, heard);
    REQUIRE(socket.open(*IpAddress::parse("127.0.0.1"), 0));
    REQUIRE(::closesocket(socket.native().native_handle()) == 0);

    const std::size_t handlers = io.run_for(std::chrono::milliseconds{200});

    CHECK(handlers >= 2);  // it goes on trying
    CHECK(handlers <= 30);
}
