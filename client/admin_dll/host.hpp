// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::admin_dll {

/// The process around an administration DLL: loads it, and calls its functions as the lines on the
/// standard input say, which works both ways (platform/process/helper_process.hpp). The object
/// finds an empty standard input. Returns the status of the process, when the daemon has closed the
/// connection or the object cannot be used. README.md has the lines.
///
/// Gives the capabilities and the life of the daemon away first: the object's code has neither.
[[nodiscard]] int run_host(const std::string& path);

}  // namespace mprd::admin_dll
