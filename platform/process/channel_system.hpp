// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "platform/process/native_handle.hpp"

#include <cstddef>

namespace mprd::platform {

// Where the systems differ in what ProgramChannel does.

/// Writes what the system takes without waiting, and says how much. On Windows nothing: there a
/// write ends when the program has read it.
[[nodiscard]] std::size_t write_at_once(PipeStream& stream, ByteSpan data);
/// Octets that were written and not yet read by the program.
[[nodiscard]] std::size_t unread_octets(PipeStream& stream);
/// The other end finds the end of what it reads; on Linux `stream` may still be read.
void end_output(PipeStream& stream);

}  // namespace mprd::platform
