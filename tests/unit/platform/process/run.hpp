// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/process/child_process.hpp"
#include "tests/support/event_loop.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mprd::test {

/// A program with what it said and how it ended.
struct Run {
    explicit Run(const platform::ProcessCommand& command) {
        auto started = platform::ChildProcess::start(
            io,
            command,
            {[this](const std::string& line) { lines.push_back(line); },
             [this](platform::ProcessExit exit) { ended = exit; }}
        );
        if (started) {
            program = std::move(*started);
        } else {
            error = started.error();
        }
    }
    bool end() {
        return run_until(io, [this] { return ended.has_value(); });
    }

    boost::asio::io_context io;
    std::vector<std::string> lines;
    std::optional<platform::ProcessExit> ended;
    std::optional<Error> error;
    std::unique_ptr<platform::ChildProcess> program;
};

}  // namespace mprd::test
