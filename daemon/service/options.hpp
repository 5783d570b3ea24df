// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/log/log.hpp"
#include "platform/system/system.hpp"

#include <string>
#include <variant>
#include <vector>

namespace mprd::daemon {

/// The command line of mprd.
struct Options {
    /// Path of mprd.json.
    std::string config;
    /// Folder of the lock that keeps a second daemon out.
    std::string state_dir;
    /// Address of the control socket: a path, or on Windows the name of a pipe.
    std::string socket;
    LogLevel log_level = LogLevel::Info;
    /// Check the configuration and end.
    bool check_config = false;
    /// Serve MprConfig methods on standard input and output, start no router.
    bool config_session = false;
    /// What to do.
    enum class Command {
        Run,      ///< in the foreground
        Service,  ///< for the service manager
        Install,  ///< register the service
        Remove,   ///< take that back
    };
    Command command = Command::Run;
    /// Be the process around this administration DLL; empty: not.
    std::string admin_dll_host;
};

/// What to do instead of running: print and end with this status (0 for --help and --version, 2 for
/// a wrong line).
struct OptionsExit {
    int status = 0;
    /// Standard output for status 0, else standard error.
    std::string text;
};

/// Reads nothing but its arguments and prints nothing. `words`: the program's name and what follows
/// it, in UTF-8.
[[nodiscard]] std::variant<Options, OptionsExit> parse_options(
    const std::vector<std::string>& words, const platform::DefaultPaths& defaults
);

}  // namespace mprd::daemon
