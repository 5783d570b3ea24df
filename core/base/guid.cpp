// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/guid.hpp"

#include <algorithm>
#include <cstddef>

namespace mprd {
namespace {

/// Octets in the order in which they are written, and where the dashes stand before them.
constexpr std::array<std::size_t, 16> kOrder{3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
constexpr std::size_t kTextSize = 38;

[[nodiscard]] bool dash_before(std::size_t position) {
    return position == 4 || position == 6 || position == 8 || position == 10;
}

[[nodiscard]] Guid with_version(Guid guid, std::uint8_t version) {
    guid[7] = static_cast<std::uint8_t>((guid[7] & 0x0fU) | (unsigned{version} << 4U));
    guid[8] = static_cast<std::uint8_t>((guid[8] & 0x3fU) | 0x80U);
    return guid;
}

/// FNV-1a, 64 bits, from another start for each half.
[[nodiscard]] std::uint64_t hash_of(std::string_view text, std::uint64_t hash) {
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash;
}

[[nodiscard]] int digit_of(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

bool is_zero(const Guid& guid) {
    return std::all_of(guid.begin(), guid.end(), [](std::uint8_t byte) { return byte == 0; });
}

Guid make_guid(Entropy& entropy) {
    Guid guid{};
    entropy.fill(guid);
    return with_version(guid, 4);
}

Guid guid_of_name(std::string_view name) {
    Guid guid{};
    const std::uint64_t halves[2]{
        hash_of(name, 0xcbf29ce484222325), hash_of(name, 0x84222325cbf29ce4)};
    for (std::size_t i = 0; i < guid.size(); ++i) {
        guid[i] = static_cast<std::uint8_t>(halves[i / 8] >> (8U * (i % 8)));
    }
    return with_version(guid, 8);
}

std::string guid_text(const Guid& guid) {
    constexpr std::string_view kHexDigits = "0123456789ABCDEF";
    std::string text = "{";
    for (std::size_t i = 0; i < kOrder.size(); ++i) {
        text += dash_before(i) ? "-" : "";
        text += kHexDigits[guid[kOrder[i]] >> 4U];
        text += kHexDigits[guid[kOrder[i]] & 0xfU];
    }
    return text + '}';
}

std::optional<Guid> parse_guid(std::string_view text) {
    if (text.size() != kTextSize || text.front() != '{' || text.back() != '}') {
        return std::nullopt;
    }
    Guid guid{};
    std::size_t at = 1;
    for (std::size_t i = 0; i < kOrder.size(); ++i) {
        if (dash_before(i) && text[at++] != '-') {
            return std::nullopt;
        }
        const int high = digit_of(text[at]);
        const int low = digit_of(text[at + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        guid[kOrder[i]] = static_cast<std::uint8_t>(high * 16 + low);
        at += 2;
    }
    return guid;
}

}  // namespace mprd
