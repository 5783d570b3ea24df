// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <utility>

namespace mprd::platform {

/// Makes lines of what a program writes, for people: control characters become '?', what is longer
/// than kMaxLine is cut, and after kMaxLines nothing more is told.
class LineSplitter {
public:
    /// Octets of one line.
    static constexpr std::size_t kMaxLine = 500;
    /// Lines of one program: a program that says more says it in vain.
    static constexpr std::size_t kMaxLines = 1000;

    /// `line` is without line end and never empty.
    using Sink = std::function<void(const std::string& line)>;
    explicit LineSplitter(Sink sink) : sink_(std::move(sink)) {}

    void feed(ByteSpan bytes) {
        for (const std::uint8_t octet : bytes) {
            if (octet == '\n' || octet == '\r') {
                end();
            } else if (line_.size() < kMaxLine) {
                line_ += octet < ' ' || octet == 0x7f ? '?' : static_cast<char>(octet);
            }
        }
    }
    /// What has no line end is a line too.
    void end() {
        if (line_.empty()) {
            return;
        }
        const std::string line = std::exchange(line_, {});
        ++lines_;
        if (lines_ <= kMaxLines) {
            sink_(line);
        }
        if (lines_ == kMaxLines) {
            sink_("(it says too much: the rest is not shown)");
        }
    }

private:
    Sink sink_;
    std::string line_;
    std::size_t lines_ = 0;
};

}  // namespace mprd::platform
