// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/secret.hpp"

#include <string>
#include <string_view>
#include <utility>

// The management interface of the openvpn program as text (doc/management-notes.txt).
namespace mprd::tunnel::openvpn {

[[nodiscard]] inline bool starts_with(std::string_view text, std::string_view begin) {
    return text.substr(0, begin.size()) == begin;
}
[[nodiscard]] inline bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// management-notes.txt, "Command Parsing": within double quotes, \ and " are escaped with \.
[[nodiscard]] std::string in_quotes(std::string_view text);
/// Whether it can be part of a command.
[[nodiscard]] bool fits_a_line(std::string_view text);

/// Lines, put together from the pieces in which they arrive.
class Lines {
public:
    /// Octets of a line; what is longer is cut.
    static constexpr std::size_t kMax = 8192;

    /// Calls `use` with each line that ends within `bytes`, without its end. Nothing is kept of it.
    template <class Use>
    void take(ByteSpan bytes, Use use) {
        for (const char c : as_text(bytes)) {
            if (c == '\n') {
                std::string line = std::exchange(begun_, {});
                use(std::string_view(line));
                wipe_memory(line.data(), line.size());
            } else if (c != '\r' && begun_.size() < kMax) {
                begun_ += c;
            }
        }
    }

private:
    std::string begun_;
};

}  // namespace mprd::tunnel::openvpn
