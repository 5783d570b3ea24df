// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/process/process_command.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace mprd::platform {

/// A program that was started and all that it starts: a process group, watched through a pidfd (no
/// SIGCHLD handler, no other child is touched), or a job object. One thread.
class ProcessHandle {
public:
    struct Native;  ///< of the system

    /// Of no program.
    ProcessHandle();
    explicit ProcessHandle(std::unique_ptr<Native> native);
    ProcessHandle(ProcessHandle&& other) noexcept;
    ProcessHandle& operator=(ProcessHandle&& other) noexcept;
    ProcessHandle(const ProcessHandle&) = delete;
    ProcessHandle& operator=(const ProcessHandle&) = delete;
    /// Kills it, if it still runs, and waits a moment for its end.
    ~ProcessHandle();

    /// Whether there is a program that was not reaped.
    [[nodiscard]] explicit operator bool() const { return native_ != nullptr; }
    /// The system's number of the process.
    [[nodiscard]] std::uint32_t id() const;
    /// SIGTERM to the group. Windows has nothing that reaches a program without a window: there the
    /// end of its input is what asks it.
    void ask_to_end();
    /// Takes it down, with what it started.
    void kill();
    /// Whether it ends within `limit`. Blocks.
    [[nodiscard]] bool wait_for(std::chrono::milliseconds limit) const;
    /// Calls `ended` from the event loop when it has ended, once, unless this object is gone then.
    void watch(boost::asio::io_context& io, std::function<void()> ended);
    /// Of one that has ended: how. What it started is taken down. This object has no program then.
    [[nodiscard]] ProcessExit reap();

private:
    std::unique_ptr<Native> native_;
};

}  // namespace mprd::platform
