// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform {

/// What a program may use at most (setrlimit, a job object). nullopt: as much as we.
struct ProcessLimits {
    std::optional<std::uint64_t> open_files;
    std::optional<std::uint64_t> memory;  ///< octets of address space; on Windows of memory in use
    std::optional<std::chrono::seconds> cpu_time;
};

/// What a program's standard input and output are.
enum class ProcessChannel {
    Bytes,       ///< a stream of octets: one socket for both on Linux, two pipes on Windows
    Messages,    ///< the same, but what is written at once is read at once
    Terminal,    ///< a pseudo terminal in raw mode, which controls the program
    Lines,       ///< input empty; output is told line by line, like the standard error
    Connection,  ///< input is one connection both ways; what it prints goes where ours does
};

/// A program to start. Nothing goes through a shell.
struct ProcessCommand {
    /// The first is the program: a path, or a name that is looked up in PATH. Not empty.
    std::vector<std::string> arguments;
    /// All of it, but for what a program cannot do without and which is ours if it is not here:
    /// PATH; on Windows also SystemRoot, SystemDrive, TEMP and TMP.
    std::map<std::string, std::string> environment{};
    /// Empty: the root, "/" or "C:\".
    std::string working_directory{};
    ProcessLimits limits{};
    ProcessChannel channel = ProcessChannel::Bytes;
    /// Our environment and working directory hold where the two above say nothing.
    bool keeps_surroundings = false;
    /// The program opens a TUN device: TUNSETIFF asks us (TunTap). Linux only.
    bool traps_tun = false;
};

/// What only some systems can give a program; start_program() answers 50 to the rest.
struct ProcessAbilities {
    bool has_terminals;         ///< ProcessChannel::Terminal
    bool has_open_files_limit;  ///< ProcessLimits::open_files
};
extern const ProcessAbilities kProcessAbilities;
/// A folder from the root as this system writes it, for messages: "/var/tmp".
extern const char* const kFolderExample;
/// Whether this system takes a path for one from the root (core/base/absolute_path.hpp).
[[nodiscard]] bool is_from_root(std::string_view path);

/// How a program ended.
struct ProcessExit {
    /// Its status; -1 when a signal ended it. On Windows the 32 bits as they are.
    int status = 0;
    /// Zero: none.
    int signal = 0;
    /// "ended with status 1", "was ended by signal 9 (Killed)", "was ended by exception
    /// 0xc0000005".
    [[nodiscard]] std::string to_string() const;
};

/// The file that runs: `name` itself if it is a path, else the first in `path` ("/usr/bin:/bin",
/// "C:\Windows;C:\Tools") that may be run; on Windows with ".exe" behind the name if need be.
/// Error 666 names what is missing.
[[nodiscard]] Result<std::string> find_program(const std::string& name, const std::string& path);
/// Where programs of this command are looked up.
[[nodiscard]] std::string search_path(const ProcessCommand& command);

}  // namespace mprd::platform
