// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <string>

namespace mprd::platform {

/// The service and the source of the event log, with description, recovery and privileges; the
/// folder of the program on the PATH. An error says which step failed and what to do; what was made
/// before it stays, and the call may be repeated. `program`: whole path of mprd.exe.
[[nodiscard]] Result<void> register_service(const std::wstring& program);
/// Stops the service, if it runs, and takes all of that away. No error when there is none.
[[nodiscard]] Result<void> unregister_service(const std::wstring& program);

}  // namespace mprd::platform
