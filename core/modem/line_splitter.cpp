// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/line_splitter.hpp"

#include <utility>

namespace mprd::modem {

std::optional<std::string> LineSplitter::take(ByteSpan& rest) {
    while (!rest.empty()) {
        const auto octet = static_cast<char>(rest.front());
        rest = rest.subspan(1);
        if (octet == '\r' || octet == '\n') {
            if (auto line = end_line()) {
                // Of "CR LF" the second belongs to the line too: behind CONNECT begins PPP.
                if (octet == '\r' && !rest.empty() && rest.front() == '\n') {
                    rest = rest.subspan(1);
                }
                return line;
            }
        } else if (octet >= ' ' && octet <= '~' && !skipping_) {
            line_ += octet;
            if (line_.size() > kMaxLine) {
                skipping_ = true;
                ++overlong_;
            }
        }
    }
    return std::nullopt;
}

void LineSplitter::reset() {
    line_.clear();
    skipping_ = false;
}

std::optional<std::string> LineSplitter::end_line() {
    std::string line = std::exchange(line_, {});
    if (std::exchange(skipping_, false)) {
        return std::nullopt;
    }
    const auto first = line.find_first_not_of(' ');
    if (first == std::string::npos) {
        return std::nullopt;
    }
    return line.substr(first, line.find_last_not_of(' ') - first + 1);
}

}  // namespace mprd::modem
