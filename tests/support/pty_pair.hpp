// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/linux/unique_fd.hpp"

#include <string>

namespace mprd::test {

/// One pty: we hold the master, the product opens the slave by its path.
struct Pty {
    platform::UniqueFd master;
    std::string path;

    /// Raw, non-blocking master. Ends the test program when the system has no ptys.
    [[nodiscard]] static Pty open();
};

}  // namespace mprd::test
