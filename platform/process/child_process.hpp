// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/linux/unique_fd.hpp"
#include "platform/process/line_splitter.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace mprd::platform {

/// What a program may use at most (setrlimit). nullopt: as much as we.
struct ProcessLimits {
    std::optional<std::uint64_t> open_files;
    std::optional<std::uint64_t> memory;  ///< octets of address space
    std::optional<std::chrono::seconds> cpu_time;
};

/// What a program's standard input and output are.
enum class ProcessChannel {
    Bytes,     ///< one stream socket, the same for both
    Messages,  ///< one socket that keeps messages apart
    Terminal,  ///< a pseudo terminal in raw mode, which controls the program
    Lines,     ///< input empty; output is told line by line, like the standard error
};

/// A program to start. Nothing goes through a shell.
struct ProcessCommand {
    /// The first is the program: a path, or a name that is looked up in PATH. Not empty.
    std::vector<std::string> arguments;
    /// All of it, but for PATH, which is ours if it is not here.
    std::map<std::string, std::string> environment{};
    std::string working_directory = "/";
    ProcessLimits limits{};
    ProcessChannel channel = ProcessChannel::Bytes;
    /// The program opens a TUN device: TUNSETIFF asks us (TunTap).
    bool traps_tun = false;
};

/// How a program ended.
struct ProcessExit {
    /// Its status; -1 when a signal ended it.
    int status = 0;
    /// Zero: none.
    int signal = 0;
    /// "ended with status 1", "was ended by signal 9 (Killed)".
    [[nodiscard]] std::string to_string() const;
};

/// The file that runs: `name` itself if it has a slash, else the first in `path` ("/usr/bin:/bin")
/// that may be run. Error 666 names what is missing.
[[nodiscard]] Result<std::string> find_program(const std::string& name, const std::string& path);
/// Where programs of this command are looked up.
[[nodiscard]] std::string search_path(const ProcessCommand& command);

/// One running program: in a session of its own, so that no terminal of ours reaches it, and gone
/// when we are gone (PR_SET_PDEATHSIG; programs with the set-user-id bit are exempt from that).
/// Reaped through a pidfd: no SIGCHLD handler, no other child is touched. One thread.
class ChildProcess {
public:
    /// Who is told. All calls come from the event loop.
    struct Events {
        /// A line of its standard error. May not destroy the process.
        std::function<void(const std::string&)> on_line;
        /// Once, after its last line; it is reaped, and so is its process group ended. May destroy
        /// the process.
        std::function<void(ProcessExit)> on_exit;
    };

    /// Starts the program; error 666 or 651 with the system's text when it does not run.
    [[nodiscard]] static Result<std::unique_ptr<ChildProcess>> start(
        boost::asio::io_context& io, const ProcessCommand& command, Events events
    );
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;
    /// Kills it and its group, if it still runs, without on_exit().
    ~ChildProcess();

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// Our end of its standard input and output, non-blocking; once. Empty with Lines.
    [[nodiscard]] UniqueFd take_channel() { return std::move(channel_); }
    /// Where its requests for a TUN device arrive (traps_tun); once.
    [[nodiscard]] UniqueFd take_tun_trap() { return std::move(tun_trap_); }
    /// SIGTERM to the group, after `patience` SIGKILL. on_exit() follows. May be repeated.
    void stop(std::chrono::milliseconds patience);

private:
    struct Ends;  ///< the descriptors of a start

    ChildProcess(boost::asio::io_context& io, pid_t pid, UniqueFd pid_fd, Ends ends, Events events);
    enum class Found {
        Some,
        NothingNow,
        End,
    };
    /// Reads what the program wrote to its standard error.
    [[nodiscard]] Found read_lines();
    void wait_for_lines();
    void wait_for_exit();
    void signal_group(int signal) const;
    /// Whether the process is over, reaped or not.
    [[nodiscard]] bool has_exited();
    [[nodiscard]] ProcessExit reap();

    pid_t pid_;
    bool is_reaped_ = false;
    UniqueFd channel_;
    UniqueFd tun_trap_;
    Events events_;
    LineSplitter lines_;
    boost::asio::posix::stream_descriptor exit_;
    boost::asio::posix::stream_descriptor error_output_;
    boost::asio::steady_timer kill_timer_;
    /// Handlers hold it weakly.
    std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

}  // namespace mprd::platform
