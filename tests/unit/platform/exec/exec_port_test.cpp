// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/exec_port.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/counted_octets.hpp"
#include "tests/unit/platform/exec/line.hpp"

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::Port;
using platform::exec::ExecPort;
using platform::exec::Framing;
using platform::exec::Options;
using test::Line;

namespace {

Options puppet(const std::vector<std::string>& words) {
    Options options;
    options.command = {MPRD_PUPPET};
    options.command.insert(options.command.end(), words.begin(), words.end());
    options.stop_patience = std::chrono::seconds{1};
    return options;
}

}  // namespace

TEST_CASE("exec: a program keeps the port contract", "[exec][contract]") {
    boost::asio::io_context io;
    const Options options = puppet({"line", "exit:1"});
    Port* port = nullptr;
    test::check_port_contract({
        .make_port =
            [&] {
                auto made = std::make_unique<ExecPort>(io, options, DeviceSecrets{}, nullptr);
                port = made.get();
                return made;
            },
        .run_until = [&](const std::function<bool()>& done
                     ) { return test::run_until(io, done, std::chrono::seconds{2}); },
        .peer_hangs_up = [&] { CHECK(port->send(as_bytes("\n")) == Port::SendResult::Taken); },
        .peer_sends = [](ByteSpan) {},
        .answers = false,
    });
}

TEST_CASE("exec: what is sent comes back through the program, in order", "[exec]") {
    Line line(puppet({"cat"}));
    REQUIRE(line.is_open());
    // Nobody reads what comes back as yet, so there is an end to what the program takes.
    Bytes sent;
    while (line.port.can_send() && sent.size() < test::kMoreThanPipesHold) {
        const Bytes part = test::counted_octets(sent.size(), 1500);
        REQUIRE(line.port.send(part) == Port::SendResult::Taken);
        sent.insert(sent.end(), part.begin(), part.end());
    }
    REQUIRE_FALSE(line.port.can_send());
    REQUIRE(test::run_until(line.io, [&] { return line.listener.received.size() == sent.size(); }));
    CHECK(line.listener.received == sent);
    CHECK(line.listener.writable > 0);
}

TEST_CASE("exec: with pppFrames each message stays one", "[exec][frames]") {
    Options options = puppet({"cat"});
    options.framing = Framing::PppFrames;
    Line line(options);
    REQUIRE(line.is_open());
    CHECK(line.listener.opened->carries == LinkInfo::Carries::PppFrames);
    REQUIRE(line.port.send(as_bytes("one")) == Port::SendResult::Taken);
    REQUIRE(test::run_until(line.io, [&] { return line.listener.received.size() == 3; }));
    REQUIRE(line.port.send(as_bytes("three")) == Port::SendResult::Taken);
    CHECK(test::run_until(line.io, [&] { return line.listener.received.size() == 8; }));
}

TEST_CASE("exec: the end of a program ends the call with the error that fits", "[exec][end]") {
    struct Row {
        std::vector<std::string> words;
        Errc code;
        const char* text;
    };
    const std::vector<Row> rows{
        {{"exit:0"}, Errc::NoAnswer, "ended with status 0"},
        {{"err:no route to host", "exit:255"}, Errc::FromDevice, "no route to host"},
        {{"out:word", "exit:0"}, Errc::RemoteDisconnection, "ended with status 0"},
        {{"out:word", "exit:1"}, Errc::LinkFailure, "ended with status 1"},
    };
    for (const Row& row : rows) {
        INFO(row.words.front() << ' ' << row.text);
        Line line(puppet(row.words));
        REQUIRE(line.is_open());
        REQUIRE(line.is_closed());
        CHECK(line.listener.closed->code == row.code);
        CHECK(line.listener.closed->detail.find(row.text) != std::string::npos);
    }
}

TEST_CASE("exec: what the program said last is delivered before the end", "[exec][end]") {
    Line line(puppet({"zeros:100000", "exit:0"}));
    REQUIRE(line.is_open());
    REQUIRE(line.is_closed());
    CHECK(line.listener.received.size() == 100000);
}

TEST_CASE("exec: a program that never ends is ended, once", "[exec][end]") {
    const std::vector<std::vector<std::string>> programs{
        {"stubborn", "wait"},           // will not go
        {"child", "stubborn", "wait"},  // nor what it started
        {"zeros:100000000", "wait"},    // says more than anybody wants
    };
    for (const auto& words : programs) {
        INFO(words.front());
        Line line(puppet(words));
        REQUIRE(line.is_open());
        line.port.close(Errc::UserDisconnection);
        REQUIRE(line.is_closed());
        CHECK(line.listener.closed->code == Errc::UserDisconnection);
    }
}

TEST_CASE("exec: a program that does not read is refused more, not fed for ever", "[exec]") {
    Line line(puppet({"wait"}));
    REQUIRE(line.is_open());
    const Bytes block(4000, 0x55);
    int taken = 0;
    while (line.port.send(block) == Port::SendResult::Taken && taken < 10000) {
        ++taken;
    }
    CHECK(taken < 10000);
    CHECK_FALSE(line.port.can_send());
}

TEST_CASE("exec: what was sent is read before the program is stopped", "[exec][end]") {
    Options options = puppet({"stubborn", "out:ready", "head:4", "cat"});
    options.stop_patience = std::chrono::seconds{20};
    Line line(options);
    REQUIRE(line.is_open());
    REQUIRE(test::run_until(line.io, [&] { return !line.listener.received.empty(); }));
    REQUIRE(line.port.send(as_bytes("last")) == Port::SendResult::Taken);
    line.port.close(Errc::IdleTimeout);
    REQUIRE(line.is_closed());
    CHECK(line.log == std::vector<std::string>{"last"});
}

TEST_CASE(
    "exec: the number is one argument, secrets are variables and stay out of the log", "[exec]"
) {
    const Options options = puppet({"err:{number}|x{number}y", "env:KEY", "exit:0"});
    Line line(options, {{"KEY", Secret("pass word")}});
    line.port.open({"a b;$(id) \"%PATH%\""}, line.listener);
    REQUIRE(line.is_closed());
    REQUIRE(line.log.size() == 3);
    CHECK(line.log[0] == R"(a b;$(id) "%PATH%"|xa b;$(id) "%PATH%"y)");
    CHECK(line.log[1] == "KEY=*");
    CHECK(line.log[2] == std::string(MPRD_PUPPET) + " ended with status 0; it said: KEY=*");
    CHECK(line.listener.closed->detail.find("pass word") == std::string::npos);
}

TEST_CASE("exec: a number that is missing or looks like an option is refused", "[exec]") {
    Options options;
    options.command = {"cat", "{number}"};
    Line line(options);
    line.port.open({GENERATE("", "-oProxyCommand=id")}, line.listener);
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == Errc::InvalidParameter);
}

TEST_CASE("exec: a program that is not there is a missing device", "[exec]") {
    Options options;
    options.command = {"there-is-no-such-program"};
    Line line(options);
    CHECK(line.port.check_device().error().code == Errc::DeviceNotReady);
    line.port.open({}, line.listener);
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == Errc::DeviceNotReady);
}
