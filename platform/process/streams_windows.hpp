// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/process/native_handle.hpp"
#include "platform/process/process_command.hpp"

#include <array>

namespace mprd::platform {

/// A program's standard handles, which can be inherited, and our ends of them, which are for
/// overlapped work.
struct ProgramStreams {
    std::array<UniqueHandle, 3> theirs;  ///< input, output, error; output may be empty: as error
    ChannelEnds channel;
    UniqueHandle error_output;
};

/// Pipes of random names, each for one program of this machine.
[[nodiscard]] Result<ProgramStreams> open_program_streams(ProcessChannel channel);

}  // namespace mprd::platform
