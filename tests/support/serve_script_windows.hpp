// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/pipe_server_windows.hpp"

namespace mprd::test {

/// Serves a client of a pipe with a ScriptedRouter.
void serve_script(PipeClient& client);

}  // namespace mprd::test
