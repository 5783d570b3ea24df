// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/exec/exec_port.hpp"
#include "tests/support/event_loop.hpp"
#include "tests/support/port_contract.hpp"

#include <string>
#include <utility>
#include <vector>

namespace mprd::test {

/// A port over a program, and what happened on it.
struct Line {
    explicit Line(platform::exec::Options options, DeviceSecrets secrets = {})
        : port(io, std::move(options), std::move(secrets), [this](const std::string& line) {
              log.push_back(line);
          }) {}

    bool is_open() {
        port.open({}, listener);
        return run_until(io, [this] { return listener.opened.has_value(); });
    }
    bool is_closed() {
        return run_until(io, [this] { return listener.closed.has_value(); });
    }

    boost::asio::io_context io;
    std::vector<std::string> log;
    RecordingListener listener;
    platform::exec::ExecPort port;
};

}  // namespace mprd::test
