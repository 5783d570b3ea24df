// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::client {

/// Folder of the running program and of the DLL (or program) that this code is in, with a backslash
/// at the end; empty when the system does not say.
[[nodiscard]] std::string folder_of_program();
[[nodiscard]] std::string folder_of_module();

}  // namespace mprd::client
