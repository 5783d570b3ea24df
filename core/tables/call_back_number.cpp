// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/call_back_number.hpp"

#include "core/tables/router_config.hpp"

#include <algorithm>

namespace mprd {
namespace {

[[nodiscard]] bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

[[nodiscard]] Error wrong(const std::string& why) {
    return make_error(Errc::BadCallbackNumber, why);
}

}  // namespace

std::optional<std::string> dialled_digits(std::string_view number) {
    constexpr std::string_view kSeparators = " -.()";
    std::string digits;
    for (const char c : number) {
        if (is_digit(c) || (c == '+' && digits.empty())) {
            digits += c;
        } else if (kSeparators.find(c) == std::string_view::npos) {
            return std::nullopt;
        }
    }
    const bool has_digit = !digits.empty() && is_digit(digits.back());
    return has_digit && digits.size() <= kMaxCallBackDigits ? std::optional{digits} : std::nullopt;
}

Result<std::string> call_back_number(const UserConfig& user, std::string_view wanted) {
    if (wanted.empty()) {
        if (user.call_back_number.empty()) {
            return wrong("he gave no number, and none is set for him (callBackNumber)");
        }
        return user.call_back_number;
    }
    const auto digits = dialled_digits(wanted);
    if (!digits) {
        return wrong("expected 1 to 32 digits, perhaps with '+' in front, as the number to call");
    }
    if (digits == dialled_digits(user.call_back_number)) {
        return user.call_back_number;
    }
    const auto& prefixes = user.call_back_prefixes;
    const bool may = std::any_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
        return digits->compare(0, prefix.size(), prefix) == 0;
    });
    if (!may) {
        return wrong(
            "he may not be called at " + *digits + ": it begins with none of his callBackPrefixes"
        );
    }
    return *digits;
}

bool are_call_back_prefixes(const std::vector<std::string>& prefixes) {
    return prefixes.size() <= kMaxCallBackPrefixes &&
           std::all_of(prefixes.begin(), prefixes.end(), [](const std::string& prefix) {
               return prefix == "+" || dialled_digits(prefix) == prefix;
           });
}

}  // namespace mprd
