// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/serial_port.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"
#include "tests/support/line_end.hpp"
#include "tests/support/port_contract.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::serial::Options;
using platform::serial::SerialPort;
using test::run_until;

TEST_CASE("serial: a line keeps the port contract", "[serial][contract]") {
    boost::asio::io_context io;
    test::LineEnd peer;
    test::check_port_contract({
        .make_port = [&] { return std::make_unique<SerialPort>(io, Options{.path = peer.path()}); },
        // "Nothing more may come" waits that long.
        .run_until = [&](const std::function<bool()>& done
                     ) { return run_until(io, done, std::chrono::milliseconds{500}); },
        .peer_hangs_up = [&] { peer.hang_up(); },
        .peer_sends = [&](ByteSpan data) { peer.send(data); },
    });
}

TEST_CASE(
    "serial: a device that is not there closes the port with a message that names it", "[serial]"
) {
    boost::asio::io_context io;
    SerialPort port(io, Options{.path = "/dev/there-is-no-such-line"});
    test::RecordingListener listener;

    port.open({}, listener);

    REQUIRE(run_until(io, [&] { return listener.closed.has_value(); }));
    CHECK(listener.closed->code == Errc::DeviceNotReady);
    CHECK(listener.closed->detail.find("/dev/there-is-no-such-line") != std::string::npos);
}

TEST_CASE("serial: a full line refuses and then says when there is room", "[serial]") {
    boost::asio::io_context io;
    test::LineEnd peer;
    SerialPort port(io, Options{.path = peer.path()});
    test::RecordingListener listener;
    port.open({}, listener);
    REQUIRE(run_until(io, [&] { return listener.opened.has_value(); }));

    const Bytes block(2000, 0x55);
    int taken = 0;
    while (port.send(block) == platform::Port::SendResult::Taken && taken < 1000) {
        ++taken;
    }
    REQUIRE(taken < 1000);
    CHECK_FALSE(port.can_send());

    std::size_t drained = 0;
    const auto drain = [&] {
        drained += peer.receive().size();
        return drained == block.size() * static_cast<std::size_t>(taken);
    };
    REQUIRE(run_until(io, drain));
    CHECK(run_until(io, [&] { return listener.writable > 0; }));
    CHECK(port.can_send());
}

TEST_CASE("serial: the kernel takes the line, or says why not", "[serial][kernel]") {
    boost::asio::io_context io;
    test::LineEnd peer;
    SerialPort port(io, Options{.path = peer.path()});
    CHECK_FALSE(port.give_to_kernel());  // it is not open
    test::RecordingListener listener;
    port.open({}, listener);
    REQUIRE(run_until(io, [&] { return listener.opened.has_value(); }));

    peer.send(as_bytes("before"));
    const auto given = port.give_to_kernel();

    // What waited is told; whether the kernel can is this host's to say, and if it cannot, the line
    // is ours as before.
    CHECK(listener.received.empty());
    CHECK(run_until(io, [&] { return as_text(listener.received) == "before"; }));
    CHECK(given.has_value() == platform::serial::SerialLine::kernel_has_ppp());
    CHECK(port.can_send() != given.has_value());
    port.close(Errc::UserDisconnection);
    CHECK(run_until(io, [&] { return listener.closed.has_value(); }));
}

TEST_CASE("serial: options name what is wrong with a pointer", "[serial][options]") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row rows[] = {
        {"[]", ": expected an object"},
        {"{}", "/path: expected the path"},
        {R"({"path": 7})", "/path: expected the path"},
        {R"({"path": "/dev/ttyS0", "speed": 12345})", "/speed: expected a line speed"},
        {R"({"path": "/dev/ttyS0", "speed": "fast"})", "/speed: expected a line speed"},
        {R"({"path": "/dev/ttyS0", "flowControl": "xon"})",
         "/flowControl: expected \"none\" or \"rtscts\", found \"xon\""},
        {R"({"path": "/dev/ttyS0", "carrier": true})", "/carrier: expected"},
        {R"({"path": "/dev/ttyS0", "dataPath": 1})", "/dataPath: expected \"auto\""},
        {R"({"path": "/dev/ttyS0", "sped": 9600})", "/sped: expected path, speed, "},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto options = Options::parse(row.text);
        REQUIRE_FALSE(options);
        CHECK(options.error().detail.rfind(row.message, 0) == 0);
    }
    const auto good = Options::parse(
        R"({"path": "/dev/ttyS0", "speed": 9600, "flowControl": "rtscts", "carrier": "require"})"
    );
    REQUIRE(good);
    CHECK(good->speed == 9600);
    CHECK(good->carrier == platform::serial::Carrier::Require);
    const auto path = platform::find_device_kind("serial")->data_path;
    CHECK(path(R"({"path": "/dev/ttyS0", "dataPath": "user"})") == platform::DataPath::User);
    CHECK(
        path(R"({"path": "/dev/ttyS0", "dataPath": "kernel"})") ==
        (platform::kHasKernelPath ? platform::DataPath::Kernel : platform::DataPath::User)
    );
    CHECK(path(R"({"path": "/dev/ttyS0"})") != platform::DataPath::Kernel);
}

TEST_CASE("devices: kinds are found by name", "[devices]") {
    REQUIRE(platform::find_device_kind("serial") != nullptr);
    CHECK(platform::find_device_kind("serial")->api_type == "SERIAL");
    CHECK(platform::find_device_kind("carrier-pigeon") == nullptr);
}
