// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/helper_process.hpp"
#include "tests/support/catch.hpp"

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace mprd;
using namespace mprd::platform;
using namespace std::chrono_literals;

namespace {

constexpr auto kPatience = 5s;

HelperProcess start_shell(const std::string& script) {
    auto process = HelperProcess::start({"/bin/sh", "-c", script});
    REQUIRE(process);
    return *std::move(process);
}

}  // namespace

TEST_CASE("helper: speaks over descriptor 3 and tells how it ended", "[helper]") {
    HelperProcess process = start_shell("echo one >&3; echo two >&3; exit 4");
    CHECK(*process.read_line(kPatience) == "one");
    CHECK(*process.read_line(kPatience) == "two");
    const auto over = process.read_line(kPatience);
    REQUIRE_FALSE(over);
    CHECK(over.error().detail == "its process ended with status 4");
    CHECK(process.end() == "is not there");
}

TEST_CASE("helper: one that is silent is ended with its whole group", "[helper]") {
    HelperProcess process = start_shell("sleep 1000 & echo $! >&3; wait");
    const auto child = process.read_line(kPatience);
    REQUIRE(child);
    const auto nothing = process.read_line(50ms);
    REQUIRE_FALSE(nothing);
    CHECK(nothing.error().code == Errc::RequestTimeout);
    const UniqueFd grandchild(static_cast<int>(::syscall(SYS_pidfd_open, std::stoi(*child), 0)));
    REQUIRE(grandchild);
    CHECK(process.end() == "was ended by signal 9 (Killed)");
    pollfd its_end{grandchild.get(), POLLIN, 0};
    CHECK(::poll(&its_end, 1, 5000) == 1);
}

TEST_CASE("helper: finish waits for an end of its own", "[helper]") {
    HelperProcess process = start_shell("echo ready >&3; read line <&3; exit 0");
    REQUIRE(process.read_line(kPatience));
    process.finish(kPatience);
    CHECK(process.end() == "is not there");
}

TEST_CASE("helper: a program that is not there is told", "[helper]") {
    const auto process = HelperProcess::start({"/nonexistent/program"});
    REQUIRE_FALSE(process);
    CHECK(process.error().detail.starts_with("cannot run /nonexistent/program: "));
}
