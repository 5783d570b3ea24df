// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/base64.hpp"

#include <algorithm>
#include <cstdint>

namespace mprd {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(ByteSpan bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j) {
            group = (group << 8U) | (j < count ? bytes[i + j] : 0U);
        }
        for (std::size_t j = 0; j < 4; ++j) {
            text += j <= count ? kDigits[(group >> (18U - 6U * j)) & 0x3fU] : '=';
        }
    }
    return text;
}

std::optional<Bytes> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    Bytes bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::string_view digits = text.substr(i, 4);
        if (i + 4 == text.size()) {  // padding stands at the end only
            digits = digits.substr(0, digits.find_last_not_of('=') + 1);
        }
        if (digits.size() < 2) {
            return std::nullopt;
        }
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const std::size_t value = j < digits.size() ? kDigits.find(digits[j]) : 0;
            if (value == std::string_view::npos) {
                return std::nullopt;
            }
            group = (group << 6U) | static_cast<std::uint32_t>(value);
        }
        for (std::size_t j = 0; j + 1 < digits.size(); ++j) {
            bytes.push_back(static_cast<std::uint8_t>(group >> (16U - 8U * j)));
        }
    }
    // Bits that no octet has must be zero: one text for each value.
    return to_base64(bytes) == text ? std::optional(bytes) : std::nullopt;
}

}  // namespace mprd
