// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/masked.hpp"

#include <array>

namespace mprd::modem {
namespace {

void append_escaped(std::string& out, char octet) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    const unsigned value = static_cast<unsigned char>(octet);
    if (octet == '\r') {
        out += "\\r";
    } else if (octet == '\n') {
        out += "\\n";
    } else if (value < 0x20 || value > 0x7e) {
        out += {'\\', 'x', kHex[value >> 4U], kHex[value & 0xfU]};
    } else {
        out += octet;
    }
}

}  // namespace

void Masked::hide(const Secret& secret) {
    if (!secret.is_empty()) {
        secrets_.push_back(secret);
    }
}

std::string Masked::text(std::string_view raw) const {
    std::string plain(raw);
    for (const Secret& secret : secrets_) {
        const std::string_view hidden = as_text(secret.reveal());
        for (auto at = plain.find(hidden); at != std::string::npos;
             at = plain.find(hidden, at + 4)) {
            plain.replace(at, hidden.size(), "****");
        }
    }
    std::string out;
    for (const char octet : std::string_view(plain).substr(0, kMaxTold)) {
        append_escaped(out, octet);
    }
    return plain.size() > kMaxTold ? out + "..." : out;
}

}  // namespace mprd::modem
