// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/json_value.hpp"

namespace mprd::config {
namespace {

int digit_value(char digit) {
    if (digit >= '0' && digit <= '9') {
        return digit - '0';
    }
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

}  // namespace

bool JsonValue<std::array<std::uint8_t, 16>>::read(
    const json& value, std::array<std::uint8_t, 16>& out
) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() != 2 * out.size()) {
        return false;
    }
    const auto& text = value.get_ref<const std::string&>();
    std::array<std::uint8_t, 16> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const int high = digit_value(text[2 * i]);
        const int low = digit_value(text[2 * i + 1]);
        if (high < 0 || low < 0) {
            return false;
        }
        bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    out = bytes;
    return true;
}

json JsonValue<std::array<std::uint8_t, 16>>::write(const std::array<std::uint8_t, 16>& value) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : value) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xfU];
    }
    return text;
}

bool JsonValue<WeeklyHours>::read(const json& value, WeeklyHours& out) {
    if (!value.is_array()) {
        return false;
    }
    std::vector<std::string> days;
    for (const json& day : value) {
        if (!day.is_string()) {
            return false;
        }
        days.push_back(day.get<std::string>());
    }
    const auto hours = WeeklyHours::parse(days);
    if (hours) {
        out = *hours;
    }
    return hours.has_value();
}

}  // namespace mprd::config
