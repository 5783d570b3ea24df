// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/child_process.hpp"

#include "platform/process/tun_tap.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)

namespace {

/// A program with what it said and how it ended.
struct Run {
    explicit Run(ProcessCommand command) {
        auto started = ChildProcess::start(
            io,
            command,
            {[this](const std::string& line) { lines.push_back(line); },
             [this](ProcessExit exit) { ended = exit; }}
        );
        if (started) {
            program = std::move(*started);
        } else {
            error = started.error();
        }
    }
    bool end() {
        return test::run_until(io, [this] { return ended.has_value(); });
    }

    boost::asio::io_context io;
    std::vector<std::string> lines;
    std::optional<ProcessExit> ended;
    std::optional<Error> error;
    std::unique_ptr<ChildProcess> program;
};

ProcessCommand shell(std::string script) {
    ProcessCommand command;
    command.arguments = {"sh", "-c", std::move(script)};
    command.channel = ProcessChannel::Lines;
    return command;
}

bool is_gone(pid_t pid) {
    return ::kill(pid, 0) != 0 && errno == ESRCH;
}

}  // namespace

TEST_CASE("process: what a program says and how it ends is told, and it is reaped", "[process]") {
    Run run(shell("echo out; echo err >&2; printf 'no end'; exit 3"));

    REQUIRE(run.end());

    CHECK(run.lines == std::vector<std::string>{"out", "err", "no end"});
    CHECK(run.ended->to_string() == "ended with status 3");
    CHECK(::waitpid(run.program->pid(), nullptr, WNOHANG) == -1);
    CHECK(errno == ECHILD);
}

TEST_CASE("process: it knows its environment and PATH, nothing of ours", "[process]") {
    REQUIRE(::setenv("MPRD_TEST_SECRET", "x", 1) == 0);
    ProcessCommand command =
        shell("echo \"$A:$MPRD_TEST_SECRET:${PATH:+path}\"; pwd; ulimit -n; ulimit -c");
    command.environment = {{"A", "b c"}};
    command.working_directory = "/usr";
    command.limits.open_files = 20;
    Run run(command);

    REQUIRE(run.end());

    CHECK(run.lines == std::vector<std::string>{"b c::path", "/usr", "20", "0"});
}

TEST_CASE("process: no descriptor of ours is open in it", "[process]") {
    std::array<int, 2> leaked{};
    REQUIRE(::pipe(leaked.data()) == 0);  // NOLINT(android-cloexec-pipe): that is the point
    Run run(shell("test -e /proc/self/fd/" + std::to_string(leaked[1]) + " && echo leaked; exit 0")
    );

    REQUIRE(run.end());

    CHECK(run.lines.empty());
    ::close(leaked[0]);
    ::close(leaked[1]);
}

TEST_CASE("process: what cannot run is an error that names it", "[process]") {
    ProcessCommand command;
    command.arguments = {"there-is-no-such-program"};
    CHECK(Run(command).error.value().code == Errc::DeviceNotReady);
    CHECK(Run(command).error->detail.find("there-is-no-such-program") != std::string::npos);
    command.arguments = {"/etc"};
    CHECK(Run(command).error.value().code == Errc::FromDevice);
    command = shell("exit 0");
    command.working_directory = "/no/such/folder";
    CHECK(Run(command).error.value().detail.find("/no/such/folder") != std::string::npos);
}

TEST_CASE("process: one that ignores SIGTERM is killed, with what it started", "[process][stop]") {
    Run run(shell("trap '' TERM; sleep 1000 & echo $!; wait; sleep 1000"));
    REQUIRE(test::run_until(run.io, [&] { return !run.lines.empty(); }));
    const pid_t grandchild = std::stoi(run.lines[0]);

    run.program->stop(std::chrono::milliseconds{50});

    REQUIRE(run.end());
    CHECK(run.ended->signal == SIGKILL);
    CHECK(test::run_until(run.io, [&] { return is_gone(grandchild); }));
}

TEST_CASE("process: what it started ends with it", "[process]") {
    Run run(shell("sleep 1000 & echo $!; exit 0"));

    REQUIRE(run.end());

    const pid_t grandchild = std::stoi(run.lines.at(0));
    CHECK(test::run_until(run.io, [&] { return is_gone(grandchild); }));
}

TEST_CASE("process: it is gone when its object is gone", "[process]") {
    Run run(shell("trap '' TERM; echo ready; sleep 1000; sleep 1000"));
    REQUIRE(test::run_until(run.io, [&] { return !run.lines.empty(); }));
    const pid_t pid = run.program->pid();

    run.program.reset();

    CHECK(is_gone(pid));
    CHECK_FALSE(test::run_until(
        run.io, [&] { return run.ended.has_value(); }, std::chrono::milliseconds{20}
    ));
}

TEST_CASE("process: lines are bounded and harmless", "[process][lines]") {
    std::vector<std::string> lines;
    LineSplitter splitter([&](const std::string& line) { lines.push_back(line); });
    splitter.feed(as_bytes("a\x1b[2Jb\r\n\n"));
    splitter.feed(as_bytes(std::string(10000, 'x') + "\n"));
    CHECK(lines == std::vector<std::string>{"a?[2Jb", std::string(LineSplitter::kMaxLine, 'x')});
    for (std::size_t i = 0; i < 2 * LineSplitter::kMaxLines; ++i) {
        splitter.feed(as_bytes("y\n"));
    }
    CHECK(lines.size() == LineSplitter::kMaxLines + 1);
}

TEST_CASE("process: a program that opens a TUN device gets a socket", "[process][tun]") {
    // Any file will do as device: the request never comes to a driver.
    ProcessCommand command;
    command.arguments = {
        "python3",
        "-c",
        "import fcntl, os\n"
        "tun = os.open('/dev/null', os.O_RDWR)\n"
        "fcntl.ioctl(tun, " +
            std::to_string(TUNSETIFF) +
            ", bytes(40))\n"
            "packet = os.read(tun, 2000)\n"
            "os.write(tun, packet[:3]); os.write(tun, packet[3:])\n"
            "os.read(tun, 2000)\n"
            "try: fcntl.ioctl(os.open('/dev/null', os.O_RDWR), " +
            std::to_string(TUNSETIFF) +
            ", bytes(40))\n"
            "except OSError as error: print('busy' if error.errno == 16 else error)\n"};
    command.channel = ProcessChannel::Lines;
    command.traps_tun = true;
    Run run(command);
    REQUIRE(run.program);
    const UniqueFd trap = run.program->take_tun_trap();
    pollfd asked{trap.get(), POLLIN, 0};
    REQUIRE(::poll(&asked, 1, 10000) == 1);

    const auto tun = answer_tun_request(trap.get());

    REQUIRE(tun);
    const auto receive = [&] {
        pollfd waiting{tun->packets.get(), POLLIN, 0};
        REQUIRE(::poll(&waiting, 1, 10000) == 1);
        std::array<char, 2000> buffer{};
        const ssize_t size = ::read(tun->packets.get(), buffer.data(), buffer.size());
        return std::string(buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0));
    };
    REQUIRE(::write(tun->packets.get(), "onetwo", 6) == 6);
    CHECK(receive() == "one");
    CHECK(receive() == "two");
    REQUIRE(::write(tun->packets.get(), "go on", 5) == 5);
    REQUIRE(::poll(&asked, 1, 10000) == 1);
    CHECK(refuse_tun_request(trap.get()));
    REQUIRE(run.end());
    REQUIRE(::poll(&asked, 1, 10000) == 1);  // nobody can ask any more
    CHECK_FALSE(refuse_tun_request(trap.get()));
    CHECK(answer_tun_request(trap.get()).error().code == Errc::DeviceNotExist);
    CHECK(run.lines == std::vector<std::string>{"busy"});
}
