// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/router/admission.hpp"

namespace mprd::daemon {

/// Whoever carries the router's questions to the administration DLL. Answers with
/// Runtime::handle(router::AdminDllAnswered), at once or later.
class AdminDll {
public:
    virtual ~AdminDll() = default;
    virtual void ask(const router::AskAdminDll& question) = 0;
    /// The answer is not wanted any more, and what hangs is to be ended.
    virtual void give_up(const router::AdminDllLate& question) = 0;
};

}  // namespace mprd::daemon
