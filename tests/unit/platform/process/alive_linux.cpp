// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/platform/process/alive.hpp"

#include <csignal>

namespace mprd::test {

bool is_alive(std::uint32_t process) {
    return ::kill(static_cast<pid_t>(process), 0) == 0;
}

}  // namespace mprd::test
