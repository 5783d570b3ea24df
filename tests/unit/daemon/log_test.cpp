// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/log.hpp"

#include "platform/linux/unique_fd.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <set>

#include <fcntl.h>
#include <unistd.h>

using namespace mprd;
using namespace mprd::daemon;

namespace {

/// What `write` puts on standard error.
template <class Write>
std::string captured(Write write) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    const platform::UniqueFd reader(ends[0]);
    platform::UniqueFd writer(ends[1]);
    std::fflush(stderr);
    const platform::UniqueFd before(::dup(STDERR_FILENO));
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

TEST_CASE("log: each message has its own line of the catalogue", "[log]") {
    std::set<std::string_view> ids;
    for (int i = 0; i <= static_cast<int>(Message::NotWatching); ++i) {
        const auto message = static_cast<Message>(i);
        const MessageInfo& info = info_of(message);
        CHECK(info.message == message);
        CHECK(info.id.starts_with("MPRD_"));
        CHECK(ids.insert(info.id).second);
        CHECK_FALSE(info.meaning.empty());
    }
}

TEST_CASE("log: levels have names, others have not", "[log]") {
    CHECK(parse_log_level("error") == LogLevel::Error);
    CHECK(parse_log_level("warning") == LogLevel::Warning);
    CHECK(parse_log_level("info") == LogLevel::Info);
    CHECK(parse_log_level("debug") == LogLevel::Debug);
    CHECK_FALSE(parse_log_level("Debug"));
    CHECK_FALSE(parse_log_level(""));
}

TEST_CASE("log: a line is level, identifier and text, and nobody can forge one", "[log]") {
    ::unsetenv("JOURNAL_STREAM");
    const Log log(LogLevel::Info);
    CHECK(captured([&] { log.write(Message::Ready, "here"); }) == "info MPRD_READY: here\n");
    CHECK(captured([&] {
              log.write(Message::CannotStart, "a\nerror MPRD_FAKE: b\x1b[2J\x7f");
          }) == "error MPRD_CANNOT_START: a error MPRD_FAKE: b [2J \n");
    ::setenv("JOURNAL_STREAM", "1:2", 1);
    CHECK(captured([&] { log.write(Message::Ready, "here"); }) == "<6>info MPRD_READY: here\n");
    ::unsetenv("JOURNAL_STREAM");
}

TEST_CASE("log: what is below the level is not written", "[log]") {
    const events::PortStateChanged quiet{};
    CHECK(level_of(quiet) == LogLevel::Debug);
    CHECK(captured([&] { Log(LogLevel::Info).write(events::Event{quiet}); }).empty());
    CHECK_FALSE(captured([&] { Log(LogLevel::Debug).write(events::Event{quiet}); }).empty());
    CHECK(captured([&] { Log(LogLevel::Error).write(Message::ControlFull, "x"); }).empty());
    CHECK(level_of(events::ConnectAttemptFailed{}) == LogLevel::Warning);
    CHECK(level_of(events::NetDeviceStateChanged{}) == LogLevel::Info);
    events::NetDeviceStateChanged failed;
    failed.error = Errc::InterfaceUnreachable;
    CHECK(level_of(failed) == LogLevel::Warning);
}
