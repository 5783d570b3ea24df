// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/utf.hpp"

#include <cstring>

namespace mprd::lib {
namespace {

constexpr std::uint32_t kReplacement = 0xfffd;
constexpr std::uint32_t kLastCharacter = 0x10ffff;

[[nodiscard]] bool is_surrogate(std::uint32_t value) {
    return value >= 0xd800 && value <= 0xdfff;
}

[[nodiscard]] std::uint32_t unit_at(const void* units, std::size_t index, Unit unit) {
    const auto* bytes = static_cast<const char*>(units);
    if (unit == Unit::Two) {
        std::uint16_t value = 0;
        std::memcpy(&value, bytes + 2 * index, sizeof value);
        return value;
    }
    std::uint32_t value = 0;
    std::memcpy(&value, bytes + 4 * index, sizeof value);
    return value;
}

void append_utf8(std::string& out, std::uint32_t character) {
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xc0U | (character >> 6U));
        byte(0x80U | (character & 0x3fU));
    } else if (character < 0x10000) {
        byte(0xe0U | (character >> 12U));
        byte(0x80U | ((character >> 6U) & 0x3fU));
        byte(0x80U | (character & 0x3fU));
    } else {
        byte(0xf0U | (character >> 18U));
        byte(0x80U | ((character >> 12U) & 0x3fU));
        byte(0x80U | ((character >> 6U) & 0x3fU));
        byte(0x80U | (character & 0x3fU));
    }
}

/// The character at `text` (not empty), which is made shorter by it.
[[nodiscard]] std::uint32_t take_character(std::string_view& text) {
    const auto first = static_cast<unsigned char>(text[0]);
    text.remove_prefix(1);
    std::size_t more = 0;
    std::uint32_t value = first;
    if (first >= 0xf0 && first < 0xf8) {
        more = 3;
        value = first & 0x07U;
    } else if (first >= 0xe0) {
        more = 2;
        value = first & 0x0fU;
    } else if (first >= 0xc0) {
        more = 1;
        value = first & 0x1fU;
    } else if (first >= 0x80) {
        return kReplacement;
    }
    for (std::size_t i = 0; i < more; ++i) {
        if (text.empty() || (static_cast<unsigned char>(text[0]) & 0xc0U) != 0x80U) {
            return kReplacement;
        }
        value = (value << 6U) | (static_cast<unsigned char>(text[0]) & 0x3fU);
        text.remove_prefix(1);
    }
    return is_surrogate(value) || value > kLastCharacter ? kReplacement : value;
}

void append_unit(std::string& out, std::uint32_t value, Unit unit) {
    char bytes[4];
    if (unit == Unit::Two) {
        const auto narrow = static_cast<std::uint16_t>(value);
        std::memcpy(bytes, &narrow, sizeof narrow);
    } else {
        std::memcpy(bytes, &value, sizeof value);
    }
    out.append(bytes, static_cast<std::size_t>(unit));
}

}  // namespace

std::optional<std::string> to_utf8(const void* units, std::size_t capacity, Unit unit) {
    std::string out;
    for (std::size_t i = 0; i < capacity; ++i) {
        std::uint32_t value = unit_at(units, i, unit);
        if (value == 0) {
            return out;
        }
        if (unit == Unit::Two && value >= 0xd800 && value < 0xdc00) {
            const std::uint32_t low = i + 1 < capacity ? unit_at(units, i + 1, unit) : 0;
            if (low < 0xdc00 || low > 0xdfff) {
                return std::nullopt;
            }
            value = 0x10000 + ((value - 0xd800) << 10U) + (low - 0xdc00);
            ++i;
        } else if (is_surrogate(value) || value > kLastCharacter) {
            return std::nullopt;
        }
        append_utf8(out, value);
    }
    return std::nullopt;
}

std::optional<std::vector<std::string>> to_utf8_list(const void* units, Unit unit) {
    std::vector<std::string> list;
    std::size_t at = 0;
    while (at < kLongestText) {
        const auto* begin = static_cast<const char*>(units) + at * static_cast<std::size_t>(unit);
        auto text = to_utf8(begin, kLongestText - at, unit);
        if (!text) {
            return std::nullopt;
        }
        if (text->empty()) {
            return list;
        }
        while (unit_at(units, at, unit) != 0) {
            ++at;
        }
        ++at;
        list.push_back(std::move(*text));
    }
    return std::nullopt;
}

std::string to_units(std::string_view text, std::size_t capacity, Unit unit) {
    std::string out;
    std::size_t used = 1;  // the zero
    while (!text.empty()) {
        const std::uint32_t character = take_character(text);
        const bool pair = unit == Unit::Two && character >= 0x10000;
        if (used + (pair ? 2 : 1) > capacity) {
            break;
        }
        if (pair) {
            append_unit(out, 0xd800 + ((character - 0x10000) >> 10U), unit);
            append_unit(out, 0xdc00 + ((character - 0x10000) & 0x3ffU), unit);
        } else {
            append_unit(out, character, unit);
        }
        used += pair ? 2 : 1;
    }
    append_unit(out, 0, unit);
    return out;
}

}  // namespace mprd::lib
