// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/process/native_handle.hpp"
#include "platform/process/process_command.hpp"
#include "platform/process/process_handle.hpp"

namespace mprd::platform {

/// A program that was just started, and our ends of what joins us: ready for Asio.
struct StartedProgram {
    ProcessHandle process;
    ChannelEnds channel;
    /// What it writes to its standard error; empty with ProcessChannel::Connection.
    NativeHandle error_output;
    /// With ProcessCommand::traps_tun.
    NativeHandle tun_trap;
};

/// The one place where a program starts. Returns when it runs, or did not: 666 when it is not
/// there, 50 when this system has not what the command wants, 651 with the system's text.
[[nodiscard]] Result<StartedProgram> start_program(const ProcessCommand& command);

}  // namespace mprd::platform
