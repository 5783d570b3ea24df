// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/serve_script_windows.hpp"

#include "tests/support/scripted_router.hpp"

#include <string>

namespace mprd::test {

void serve_script(PipeClient& client) {
    ScriptedRouter router;
    while (!router.is_over()) {
        const auto line = client.line();
        if (!line) {
            return;
        }
        for (const std::string& reply : router.take(*line)) {
            if (!client.send(reply)) {
                return;
            }
        }
    }
}

}  // namespace mprd::test
