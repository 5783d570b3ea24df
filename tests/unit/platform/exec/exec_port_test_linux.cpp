// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/catch.hpp"
#include "tests/unit/platform/exec/line.hpp"

#include <cerrno>
#include <csignal>

#include <sys/wait.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::Port;
using platform::exec::ExecPort;
using platform::exec::Framing;
using platform::exec::Options;
using test::Line;

namespace {

Options shell(std::string script) {
    Options options;
    options.command = {"sh", "-c", std::move(script)};
    options.stop_patience = std::chrono::seconds{0};
    return options;
}

/// No child of ours is left, not even a dead one.
bool has_no_zombie() {
    return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD;
}

}  // namespace

TEST_CASE("exec: a program keeps the port contract over a terminal, too", "[exec][contract]") {
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

TEST_CASE("exec: the end by a signal, or of its output alone, ends the call", "[exec][end]") {
    struct Row {
        const char* script;
        Errc code;
        const char* text;
    };
    const Row row = GENERATE(
        Row{"echo word; kill -9 $$", Errc::LinkFailure, "signal 9"},
        Row{"echo word; exec >&- <&-; exec sleep 1000",
            Errc::RemoteDisconnection,
            "went on running"}
    );
    INFO(row.script);
    Line line(shell(row.script));
    REQUIRE(line.is_open());
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == row.code);
    CHECK(line.listener.closed->detail.find(row.text) != std::string::npos);
    CHECK(has_no_zombie());
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
    Line line(shell(script));
    REQUIRE(line.is_open());
    line.port.close(Errc::UserDisconnection);
    REQUIRE(line.is_closed());
    CHECK(line.listener.closed->code == Errc::UserDisconnection);
    CHECK(has_no_zombie());
    test::run_until(
        line.io, [] { return false; }, std::chrono::milliseconds{50}
    );
}

TEST_CASE("exec: a terminal does not keep frames apart", "[exec][options]") {
    const auto options =
        Options::parse(R"({"command": ["cat"], "framing": "pppFrames", "io": "terminal"})");
    REQUIRE_FALSE(options);
    CHECK(options.error().detail.rfind("/framing: expected", 0) == 0);
    CHECK(Options::parse(R"({"command": ["cat"], "io": "terminal"})")->has_terminal);
}
