// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/line_path.hpp"

#include <algorithm>

namespace mprd::cli {
namespace {

/// "COM5". Windows' names of ports have any number.
bool is_com_port(std::string_view word) {
    constexpr std::string_view kCom = "com";
    const auto is_same_letter = [](char c, char lower) { return c == lower || c == lower - 0x20; };
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return word.size() > kCom.size() &&
           std::equal(
               kCom.begin(),
               kCom.end(),
               word.begin(),
               [&](char lower, char c) { return is_same_letter(c, lower); }
           ) &&
           std::all_of(word.begin() + kCom.size(), word.end(), is_digit);
}

}  // namespace

bool is_line_path(std::string_view word) {
    return word.starts_with('/') || word.starts_with(R"(\\.\)") || is_com_port(word);
}

}  // namespace mprd::cli
