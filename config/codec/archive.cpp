// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/archive.hpp"

#include <array>

namespace mprd::config {
namespace {

constexpr std::size_t kMaxShown = 60;

}  // namespace

std::string shown(const json& value) {
    std::string text = value.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
    if (text.size() > kMaxShown) {
        text.resize(kMaxShown);
        text += "...";
    }
    return text;
}

std::string escaped(const std::string& key) {
    std::string result;
    for (const char c : key) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result += c;
        }
    }
    return result;
}

}  // namespace mprd::config
