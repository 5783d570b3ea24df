// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/serial_port.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/support/pty_pair.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::serial::Options;
using platform::serial::SerialPort;

namespace {

/// Runs the loop until `done`, at most 200 ms (the contract's "nothing more may come" waits that
/// long).
bool run_until(boost::asio::io_context& io, const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds{200};
    while (!done() && std::chrono::steady_clock::now() < limit) {
        io.restart();
        io.run_for(std::chrono::milliseconds{5});
    }
    return done();
}

}  // namespace

TEST_CASE("serial: a line keeps the port contract", "[serial][contract]") {
    boost::asio::io_context io;
    test::Pty pty = test::Pty::open();
    test::check_port_contract({
        .make_port = [&] { return std::make_unique<SerialPort>(io, Options{.path = pty.path}); },
        .run_until = [&](const std::function<bool()>& done) { return run_until(io, done); },
        .peer_hangs_up = [&] { pty.master.reset(); },
        .peer_sends = [&](ByteSpan data
                      ) { REQUIRE(::write(pty.master.get(), data.data(), data.size()) > 0); },
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

TEST_CASE("serial: a line in use by another program is refused with 633", "[serial]") {
    boost::asio::io_context io;
    const test::Pty pty = test::Pty::open();
    SerialPort first(io, Options{.path = pty.path});
    SerialPort second(io, Options{.path = pty.path});
    test::RecordingListener first_listener;
    test::RecordingListener second_listener;

    first.open({}, first_listener);
    second.open({}, second_listener);

    REQUIRE(run_until(io, [&] { return first_listener.opened && second_listener.closed; }));
    CHECK(second_listener.closed->code == Errc::PortNotAvailable);
}

TEST_CASE("serial: what the far end said before the call is heard", "[serial]") {
    boost::asio::io_context io;
    const test::Pty pty = test::Pty::open();
    const platform::UniqueFd held(::open(pty.path.c_str(), O_RDWR | O_NOCTTY));
    termios line{};
    ::tcgetattr(held.get(), &line);
    ::cfmakeraw(&line);
    ::tcsetattr(held.get(), TCSANOW, &line);
    REQUIRE(::write(pty.master.get(), "old", 3) == 3);
    SerialPort port(io, Options{.path = pty.path});
    test::RecordingListener listener;

    port.open({}, listener);

    REQUIRE(run_until(io, [&] { return listener.received.size() >= 3; }));
    CHECK(as_text(listener.received) == "old");
}

TEST_CASE("serial: a full line refuses and then says when there is room", "[serial]") {
    boost::asio::io_context io;
    const test::Pty pty = test::Pty::open();
    SerialPort port(io, Options{.path = pty.path});
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
        Bytes buffer(65536);
        const ssize_t size = ::read(pty.master.get(), buffer.data(), buffer.size());
        drained += size > 0 ? static_cast<std::size_t>(size) : 0;
        return drained == block.size() * static_cast<std::size_t>(taken);
    };
    REQUIRE(run_until(io, drain));
    CHECK(run_until(io, [&] { return listener.writable > 0; }));
    CHECK(port.can_send());
}

TEST_CASE("serial: the kernel takes the line, or says why not", "[serial][kernel]") {
    boost::asio::io_context io;
    const test::Pty pty = test::Pty::open();
    SerialPort port(io, Options{.path = pty.path});
    CHECK_FALSE(port.give_to_kernel());  // it is not open
    test::RecordingListener listener;
    port.open({}, listener);
    REQUIRE(run_until(io, [&] { return listener.opened.has_value(); }));

    REQUIRE(::write(pty.master.get(), "before", 6) == 6);
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
        {R"({"path": "/dev/ttyS0", "dataPath": 1})", "/dataPath: expected \"auto\", \"user\" or"},
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
    CHECK(path(R"({"path": "/dev/ttyS0", "dataPath": "kernel"})") == platform::DataPath::Kernel);
    CHECK(path(R"({"path": "/dev/ttyS0"})") != platform::DataPath::Kernel);
}

TEST_CASE("devices: kinds are found by name", "[devices]") {
    REQUIRE(platform::find_device_kind("serial") != nullptr);
    CHECK(platform::find_device_kind("serial")->api_type == "SERIAL");
    CHECK(platform::find_device_kind("carrier-pigeon") == nullptr);
}
