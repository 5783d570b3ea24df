// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/router/admission.hpp"

#include <nlohmann/json_fwd.hpp>

namespace mprd::daemon {

// The lines between the daemon and the administration DLL's process: client/admin_dll/README.md.

[[nodiscard]] nlohmann::json question_json(const router::AskAdminDll& question);
/// What is missing or of another kind counts as a failure: the process may have written anything.
[[nodiscard]] router::AdminDllAnswered answer_of(const nlohmann::json& line, std::uint32_t number);

}  // namespace mprd::daemon
