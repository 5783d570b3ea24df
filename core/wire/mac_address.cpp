// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/mac_address.hpp"

#include <algorithm>
#include <string_view>

namespace mprd::wire {

std::optional<MacAddress> MacAddress::from(ByteSpan bytes) {
    MacAddress address;
    if (bytes.size() != address.octets.size()) {
        return std::nullopt;
    }
    std::copy(bytes.begin(), bytes.end(), address.octets.begin());
    return address;
}

std::uint64_t MacAddress::as_number() const {
    std::uint64_t number = 0;
    for (const std::uint8_t octet : octets) {
        number = (number << 8U) | octet;
    }
    return number;
}

std::string MacAddress::to_string() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t octet : octets) {
        text += text.empty() ? "" : ":";
        text += kDigits[octet >> 4U];
        text += kDigits[octet & 0xfU];
    }
    return text;
}

}  // namespace mprd::wire
