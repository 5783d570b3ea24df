// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <optional>
#include <string>

namespace mprd::modem {

/// Lines out of what a modem sends, whatever pieces it comes in. Bounded: never holds more than one
/// line of kMaxLine; a longer one is noise and is skipped as a whole.
class LineSplitter {
public:
    /// Octets. V.250 knows no limit; the longest answers (ATI9, AT+CLAC in one line) stay below it.
    static constexpr std::size_t kMaxLine = 1024;

    /// Takes octets off the front of `rest` up to the end of a line. nullopt: all of it was taken
    /// and the line goes on. Lines are printable ASCII and never empty; other octets are noise and
    /// left out. What follows a CONNECT is still in `rest`.
    [[nodiscard]] std::optional<std::string> take(ByteSpan& rest);
    /// Forgets a line that was begun.
    void reset();
    /// Lines that were skipped because they were too long; only rises.
    [[nodiscard]] std::uint32_t overlong() const { return overlong_; }

private:
    [[nodiscard]] std::optional<std::string> end_line();

    std::string line_;
    bool skipping_ = false;  ///< the line is too long
    std::uint32_t overlong_ = 0;
};

}  // namespace mprd::modem
