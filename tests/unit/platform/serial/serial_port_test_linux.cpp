// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What a pty of the test's own, and the lock of a device, are needed for.
#include "platform/devices/serial/serial_port.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/support/pty_pair.hpp"

#include <boost/asio/io_context.hpp>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::serial::Options;
using platform::serial::SerialPort;
using test::run_until;

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
