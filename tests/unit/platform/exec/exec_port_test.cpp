// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/exec_port.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"
#include "tests/support/port_contract.hpp"

#include <cerrno>
#include <csignal>

#include <sys/wait.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::Port;
using platform::exec::ExecPort;
using platform::exec::Framing;
using platform::exec::Options;

namespace {

Options shell(std::string script) {
    Options options;
    options.command = {"sh", "-c", std::move(script)};
    options.stop_patience = std::chrono::seconds{0};
    return options;
}

/// A port over a shell script, and what happened on it.
struct Line {
    explicit Line(Options options, DeviceSecrets secrets = {})
        : port(io, std::move(options), std::move(secrets), [this](const std::string& line) {
              log.push_back(line);
          }) {}
    explicit Line(const std::string& script) : Line(shell(script)) {}

    bool is_open() {
        port.open({}, listener);
        return test::run_until(io, [this] { return listener.opened.has_value(); });
    }
    bool is_closed() {
        return test::run_until(io, [this] { return listener.closed.has_value(); });
    }
    /// No child of ours is left, not even a dead one.
    static bool has_no_zombie() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

    boost::asio::io_context io;
    std::vector<std::string> log;
    test::RecordingListener listener;
    ExecPort port;
};

}  // namespace

TEST_CASE("exec: a program keeps the port contract", "[exec][contract]") {
    boost::asio::io_context io;
    std::string pid_file = "/tmp/mprd-exec-test-" + std::to_string(::getpid());
    const bool has_terminal = GENERATE(false, true);
    Options options = shell("echo $$ > " + pid_file + "; exec cat");
    options.has_terminal = has_terminal;
    test::check_port_contract({
        .make_port =
            [&] { return std::make_unique<ExecPort>(io, options, DeviceSecrets{}, nullptr); },
        .run_until = [&](const std::function<bool()>& done
                     ) { return test::run_until(io, done, std::chrono::milliseconds{600}); },
        .peer_hangs_up =
            [&] {
                pid_t pid = 0;
                REQUIRE(test::run_until(io, [&] {
                    FILE* file = std::fopen(pid_file.c_str(), "re");
                    const bool found = file != nullptr && std::fscanf(file, "%d", &pid) == 1;
                    if (file != nullptr) {
                        std::fclose(file);
                    }
                    return found;
                }));
                ::kill(pid, SIGKILL);
            },
        .peer_sends = [](ByteSpan) {},
        .answers = false,
    });
    ::unlink(pid_file.c_str());
}

TEST_CASE("exec: what is sent comes back through the program, in order", "[exec]") {
    Line line("exec cat");
    REQUIRE(line.is_open());
    Bytes sent(std::size_t{300} * 1024);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        sent[i] = static_cast<std::uint8_t>(i * 7 + i / 256);
    }
    std::size_t done = 0;
    REQUIRE(test::run_until(line.io, [&] {
        while (done < sent.size() && line.port.can_send()) {
            const ByteSpan part =
                ByteSpan(sent).subspan(done, std::min<std::size_t>(1500, sent.size() - done));
            REQUIRE(line.port.send(part) == Port::SendResult::Taken);
            done += part.size();
        }
        return line.listener.received.size() == sent.size();
    }));
    CHECK(line.listener.received == sent);
}

TEST_CASE("exec: with pppFrames each message stays one", "[exec][frames]") {
    Options options = shell("exec dd bs=4096 status=none");
    options.framing = Framing::PppFrames;
    Line line(options);
    REQUIRE(line.is_open());
    CHECK(line.listener.opened->carries == LinkInfo::Carries::PppFrames);
    REQUIRE(line.port.send(as_bytes("one")) == Port::SendResult::Taken);
    REQUIRE(test::run_until(line.io, [&] { return line.listener.received.size() == 3; }));
    REQUIRE(line.port.send(as_bytes("three")) == Port::SendResult::Taken);
    CHECK(test::run_until(line.io, [&] { return line.listener.received.size() == 8; }));
}

TEST_CASE("exec: the end of the program ends the call with the error that fits", "[exec][end]") {
    struct Row {
        const char* script;
        Errc code;
        const char* text;
    };
    const Row row = GENERATE(
        Row{"exit 0", Errc::NoAnswer, "ended with status 0"},
        Row{"echo no route to host >&2; exit 255", Errc::FromDevice, "no route to host"},
        Row{"echo word; exit 0", Errc::RemoteDisconnection, "ended with status 0"},
        Row{"echo word; exit 1", Errc::LinkFailure, "ended with status 1"},
        Row{"echo word; kill -9 $$", Errc::LinkFailure, "signal 9"},
        Row{"echo word; exec >&- <&-; exec sleep 1000",
            Errc::RemoteDisconnection,
            "went on running"}
    );
    INFO(row.script);
    Line line(row.script);
    REQUIRE(line.is_open());
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == row.code);
    CHECK(line.listener.closed->detail.find(row.text) != std::string::npos);
    CHECK(Line::has_no_zombie());
}

TEST_CASE("exec: what the program said last is delivered before the end", "[exec][end]") {
    Line line("head -c 100000 /dev/zero; exit 0");
    REQUIRE(line.is_open());
    REQUIRE(line.is_closed());
    CHECK(line.listener.received.size() == 100000);
}

TEST_CASE("exec: a program that never ends is ended, once, and leaves nothing", "[exec][end]") {
    const char* script = GENERATE(
        "trap '' TERM HUP; while :; do sleep 1000; done",      // will not go
        "trap '' TERM; (trap '' TERM HUP; sleep 1000) & cat",  // a grandchild keeps the socket
        "setsid sleep 3 & exec cat",                           // one that flees keeps it too
        "exec cat /dev/urandom",                               // garbage without end
        "exec 0<&-; exec sleep 1000"                           // does not read
    );
    INFO(script);
    Line line(script);
    REQUIRE(line.is_open());
    line.port.close(Errc::UserDisconnection);
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == Errc::UserDisconnection);
    CHECK(Line::has_no_zombie());
    test::run_until(
        line.io, [] { return false; }, std::chrono::milliseconds{50}
    );
}

TEST_CASE("exec: a program that does not read is refused more, not fed for ever", "[exec]") {
    Line line("exec sleep 1000");
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
    Line line("trap 'exit 0' TERM; sleep 0.1; head -c 5 >&2; cat");
    REQUIRE(line.is_open());
    REQUIRE(line.port.send(as_bytes("last\n")) == Port::SendResult::Taken);
    line.port.close(Errc::IdleTimeout);
    REQUIRE(line.is_closed());
    CHECK(line.log == std::vector<std::string>{"last"});
}

TEST_CASE(
    "exec: the number is one argument, secrets are variables and stay out of the log", "[exec]"
) {
    Options options = shell("echo \"$0|$1|$KEY\" >&2");
    options.command.insert(options.command.end(), {"{number}", "x{number}y"});
    Line line(options, {{"KEY", Secret("pass word")}});
    line.port.open({"a b;$(id)"}, line.listener);
    REQUIRE(line.is_closed());
    REQUIRE(line.log.size() == 2);
    CHECK(line.log[0] == "a b;$(id)|xa b;$(id)y|*");
    CHECK(line.log[1] == "sh ended with status 0; it said: " + line.log[0]);
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

TEST_CASE("exec: options name what is wrong with a pointer", "[exec][options]") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row rows[] = {
        {"[]", ": expected an object"},
        {"{}", "/command: expected a program"},
        {R"({"command": "ssh host"})", "/command: expected a program"},
        {R"({"command": []})", "/command: expected a program"},
        {R"({"command": ["ssh", 7]})", "/command: expected a program"},
        {R"({"command": ["cat"], "environment": {"A=B": "c"}})", "/environment/A=B: expected"},
        {R"({"command": ["cat"], "workingDirectory": "tmp"})", "/workingDirectory: expected"},
        {R"({"command": ["cat"], "limits": {"openFiles": 0}})", "/limits/openFiles: expected"},
        {R"({"command": ["cat"], "limits": {"files": 9}})", "/limits/files: expected openFiles, "},
        {R"({"command": ["cat"], "io": "pipe"})", "/io: expected"},
        {R"({"command": ["cat"], "framing": "sync"})", "/framing: expected"},
        {R"({"command": ["cat"], "framing": "pppFrames", "io": "terminal"})", "/framing: expected"},
        {R"({"command": ["cat"], "stopSeconds": 61})", "/stopSeconds: expected"},
        {R"({"command": ["cat"], "comand": []})", "/comand: expected one of command, "},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto options = Options::parse(row.text);
        REQUIRE_FALSE(options);
        CHECK(options.error().detail.rfind(row.message, 0) == 0);
    }
    const auto good = Options::parse(
        R"({"command": ["ssh", "{number}"], "limits": {"memoryMiB": 64}, "io": "terminal", "stopSeconds": 5})"
    );
    REQUIRE(good);
    CHECK(good->limits.memory == 64U << 20U);
    CHECK(good->has_terminal);
    REQUIRE(platform::find_device_kind("exec") != nullptr);
    CHECK_FALSE(platform::find_device_kind("exec")->answers);
    CHECK(platform::find_device_kind("exec")->is_secret("SSHPASS"));
    CHECK_FALSE(platform::find_device_kind("exec")->is_secret("a-b"));
}
