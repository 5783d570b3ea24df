// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/child_process.hpp"
#include "platform/process/tun_tap.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/platform/process/run.hpp"

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
using test::Run;

namespace {

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

TEST_CASE("process: a program that has ended is reaped", "[process]") {
    Run run(shell("echo out; echo err >&2; printf 'no end'; exit 3"));

    REQUIRE(run.end());

    CHECK(run.lines == std::vector<std::string>{"out", "err", "no end"});
    CHECK(run.ended->to_string() == "ended with status 3");
    CHECK(::waitpid(static_cast<pid_t>(run.program->pid()), nullptr, WNOHANG) == -1);
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

TEST_CASE("process: what the system will not run is told with its words", "[process]") {
    ProcessCommand command;
    command.arguments = {"/etc"};
    CHECK(Run(command).error.value().code == Errc::FromDevice);
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
