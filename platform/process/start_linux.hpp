// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/process/child_process.hpp"

namespace mprd::platform {

/// A program that was just started, and our ends of what joins us.
struct StartedProgram {
    pid_t pid = 0;
    /// Readable when it has ended.
    UniqueFd pid_fd;
    /// Non-blocking, as the next one; empty with ProcessChannel::Lines.
    UniqueFd channel;
    UniqueFd error_output;
    /// With ProcessCommand::traps_tun.
    UniqueFd tun_trap;
};

/// The fork and exec behind ChildProcess::start(). Returns when the program runs, or did not.
[[nodiscard]] Result<StartedProgram> start_program(const ProcessCommand& command);

}  // namespace mprd::platform
