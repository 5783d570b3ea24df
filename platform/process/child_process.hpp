// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/process/line_splitter.hpp"
#include "platform/process/native_handle.hpp"
#include "platform/process/process_command.hpp"
#include "platform/process/process_handle.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace mprd::platform {

struct StartedProgram;

/// One running program for the event loop: in a session of its own, so that no terminal of ours
/// reaches it, and gone when we are gone (PR_SET_PDEATHSIG, from which programs with the
/// set-user-id bit are exempt; on Windows a job object). One thread.
class ChildProcess {
public:
    /// Who is told. All calls come from the event loop.
    struct Events {
        /// A line of its standard error. May not destroy the process.
        std::function<void(const std::string&)> on_line;
        /// Once, after its last line; it is reaped, and so is all ended that it started. May
        /// destroy the process.
        std::function<void(ProcessExit)> on_exit;
    };

    /// Starts the program; errors as start_program() has them.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(
        boost::asio::io_context& io, const ProcessCommand& command, Events events
    );
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    /// Kills it and what it started, if it still runs, without on_exit().
    ~ChildProcess() = default;

    [[nodiscard]] std::uint32_t pid() const { return pid_; }
    /// Our ends of its standard input and output, for ProgramChannel; once.
    [[nodiscard]] ChannelEnds take_channel() { return std::move(channel_); }
    /// Where its requests for a TUN device arrive (traps_tun); once.
    [[nodiscard]] NativeHandle take_tun_trap() { return std::move(tun_trap_); }
    /// Asks it to end (SIGTERM to the group; on Windows only the end of its input can), after
    /// `patience` kills it. on_exit() follows. May be repeated.
    void stop(std::chrono::milliseconds patience);

private:
    /// How long what it said last is waited for: somebody who fled from it may go on talking.
    static constexpr std::chrono::milliseconds kLastWords{300};
    using Buffer = std::array<std::uint8_t, 4096>;

    ChildProcess(boost::asio::io_context& io, StartedProgram started, Events events);
    void read_lines();
    void on_end();
    void tell_exit();

    ProcessHandle process_;
    std::uint32_t pid_;
    ChannelEnds channel_;
    NativeHandle tun_trap_;
    Events events_;
    LineSplitter lines_;
    PipeStream error_output_;
    /// Shared with the read that is under way.
    std::shared_ptr<Buffer> buffer_ = std::make_shared<Buffer>();
    bool is_silent_ = false;  ///< its standard error has ended
    std::optional<ProcessExit> exit_;
    /// Until it is killed; when it has ended, until its last words.
    boost::asio::steady_timer timer_;
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace mprd::platform
