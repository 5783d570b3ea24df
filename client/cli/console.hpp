// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace mprd::cli {

/// While it lives, texts in UTF-8 go to standard output and standard error as they are: the same
/// octets on each system, and on a terminal the letters that are meant.
class Console {
public:
    Console();
    ~Console();  // NOLINT(performance-trivially-destructible): it does something on Windows
    Console(const Console&) = delete;
    Console& operator=(const Console&) = delete;

private:
    [[maybe_unused]] unsigned before_ = 0;  ///< the terminal's character set, where it has a choice
};

}  // namespace mprd::cli
