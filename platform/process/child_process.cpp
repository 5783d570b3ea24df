// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/child_process.hpp"

#include "platform/process/start.hpp"

#include <boost/asio/buffer.hpp>

#include <utility>

namespace mprd::platform {

Result<std::unique_ptr<ChildProcess>> ChildProcess::start(
    boost::asio::io_context& io, const ProcessCommand& command, Events events
) {
    auto started = start_program(command);
    if (!started) {
        return started.error();
    }
    return std::unique_ptr<ChildProcess>(
        new ChildProcess(io, std::move(*started), std::move(events))
    );
}

ChildProcess::ChildProcess(boost::asio::io_context& io, StartedProgram started, Events events)
    : process_(std::move(started.process)),
      pid_(process_.id()),
      channel_(std::move(started.channel)),
      tun_trap_(std::move(started.tun_trap)),
      events_(std::move(events)),
      lines_([this](const std::string& line) { events_.on_line(line); }),
      error_output_(io, started.error_output.release()),
      timer_(io) {
    read_lines();
    process_.watch(io, [this] { on_end(); });
}

void ChildProcess::stop(std::chrono::milliseconds patience) {
    if (exit_) {
        return;
    }
    process_.ask_to_end();
    timer_.expires_after(patience);
    timer_.async_wait([this,
                       alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
        if (!error && !alive.expired() && !exit_) {
            process_.kill();
        }
    });
}

void ChildProcess::read_lines() {
    error_output_.async_read_some(
        boost::asio::buffer(*buffer_),
        [this, buffer = buffer_, alive = std::weak_ptr<int>(alive_)](
            const boost::system::error_code& error, std::size_t size
        ) {
            if (alive.expired() || is_silent_) {
                return;
            }
            lines_.feed({buffer->data(), size});
            if (!error) {
                read_lines();
                return;
            }
            is_silent_ = true;
            if (exit_) {
                tell_exit();
            }
        }
    );
}

void ChildProcess::on_end() {
    exit_ = process_.reap();
    if (is_silent_) {
        tell_exit();
        return;
    }
    timer_.expires_after(kLastWords);
    timer_.async_wait([this,
                       alive = std::weak_ptr<int>(alive_)](const boost::system::error_code& error) {
        if (!error && !alive.expired() && !is_silent_) {
            is_silent_ = true;
            tell_exit();
        }
    });
}

void ChildProcess::tell_exit() {
    boost::system::error_code ignored;
    error_output_.close(ignored);
    timer_.cancel();
    lines_.end();
    const auto on_exit = std::move(events_.on_exit);
    on_exit(*exit_);
}

}  // namespace mprd::platform
