// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/log.hpp"

#include "tests/support/catch.hpp"

#include <set>
#include <string>
#include <vector>

using namespace mprd;
using namespace mprd::daemon;

namespace {

struct Kept final : platform::LogSink {
    void write(LogLevel severity, std::string_view id, std::string_view text) override {
        lines.emplace_back(text);
        ids.emplace_back(id);
        last = severity;
    }
    std::vector<std::string> lines;
    std::vector<std::string> ids;
    LogLevel last = LogLevel::Debug;
};

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
    Kept kept;
    const Log log(LogLevel::Info, kept);
    log.write(Message::Ready, "here");
    log.write(Message::CannotStart, "a\nerror MPRD_FAKE: b\x1b[2J\x7f");
    CHECK(
        kept.lines ==
        std::vector<std::string>{
            "info MPRD_READY: here", "error MPRD_CANNOT_START: a error MPRD_FAKE: b [2J "}
    );
    CHECK(kept.ids == std::vector<std::string>{"MPRD_READY", "MPRD_CANNOT_START"});
    CHECK(kept.last == LogLevel::Error);
}

TEST_CASE("log: what is below the level is not written", "[log]") {
    const events::PortStateChanged quiet{};
    CHECK(level_of(quiet) == LogLevel::Debug);
    const auto is_written = [](LogLevel most, const auto& write) {
        Kept kept;
        write(Log(most, kept));
        return !kept.lines.empty();
    };
    const auto write_event = [&](const Log& log) { log.write(events::Event{quiet}); };
    CHECK_FALSE(is_written(LogLevel::Info, write_event));
    CHECK(is_written(LogLevel::Debug, write_event));
    CHECK_FALSE(is_written(LogLevel::Error, [](const Log& log) {
        log.write(Message::ControlFull, "x");
    }));
    CHECK(level_of(events::ConnectAttemptFailed{}) == LogLevel::Warning);
    CHECK(level_of(events::NetDeviceStateChanged{}) == LogLevel::Info);
    events::NetDeviceStateChanged failed;
    failed.error = Errc::InterfaceUnreachable;
    CHECK(level_of(failed) == LogLevel::Warning);
}
