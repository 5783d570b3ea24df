// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::admin_dll {

/// The process around an administration DLL: loads it, and calls its functions as the lines on
/// `descriptor` (a socket to the daemon) say. Returns the status of the process, when the daemon
/// has closed the socket or the object cannot be used. README.md has the lines.
///
/// Gives the capabilities and the life of the daemon away first: the object's code has neither.
[[nodiscard]] int run_host(const std::string& path, int descriptor);

}  // namespace mprd::admin_dll
