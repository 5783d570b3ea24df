// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/stderr_log.hpp"

#include "platform/linux/unique_fd.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <fcntl.h>
#include <unistd.h>

using namespace mprd::platform;

namespace {

/// What `write` puts on standard error.
template <class Write>
std::string captured(Write write) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const UniqueFd reader(ends[0]);
    UniqueFd writer(ends[1]);
    std::fflush(stderr);
    const UniqueFd before(::dup(STDERR_FILENO));
    ::dup2(writer.get(), STDERR_FILENO);
    write();
    std::fflush(stderr);
    ::dup2(before.get(), STDERR_FILENO);
    writer.reset();
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t size = 0; (size = ::read(reader.get(), buffer.data(), buffer.size())) > 0;) {
        text.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return text;
}

}  // namespace

TEST_CASE("stderr log: a line, with its priority for the journal", "[log]") {
    StderrLog log;
    ::unsetenv("JOURNAL_STREAM");
    CHECK(captured([&] { log.write(LogSeverity::Info, "X", "info X: here"); }) == "info X: here\n");
    ::setenv("JOURNAL_STREAM", "1:2", 1);
    CHECK(captured([&] { log.write(LogSeverity::Info, "X", "here"); }) == "<6>here\n");
    CHECK(captured([&] { log.write(LogSeverity::Error, "X", "here"); }) == "<3>here\n");
    ::unsetenv("JOURNAL_STREAM");
}
