// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::config {

/// One thing that is wrong with a JSON text, precise enough to be mended: where, what was expected,
/// what is there.
struct Problem {
    std::string pointer;  ///< JSON pointer (RFC 6901), empty for the whole text
    /// For people: "a number from 0 to 99".
    std::string expected;
    /// JSON text of the value; empty where it may hold a secret.
    std::string found;
    /// "/routes/0/destination: expected ..., found ...".
    [[nodiscard]] std::string to_string() const {
        std::string text = (pointer.empty() ? "(top level)" : pointer) + ": expected " + expected;
        return found.empty() ? text : text + ", found " + found;
    }
};

using Problems = std::vector<Problem>;

}  // namespace mprd::config
