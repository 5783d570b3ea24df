// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mprd::modem {

/// Makes text fit for a log: secrets become "****", also where a modem echoes them, and what is not
/// printable becomes an escape.
class Masked {
public:
    /// An empty secret hides nothing.
    void hide(const Secret& secret);
    [[nodiscard]] std::string text(std::string_view raw) const;

private:
    std::vector<Secret> secrets_;
};

/// At most this many octets of a line or a command are told; the rest becomes "...".
inline constexpr std::size_t kMaxTold = 120;

}  // namespace mprd::modem
