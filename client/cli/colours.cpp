// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/colours.hpp"

#include <algorithm>
#include <array>

namespace mprd::cli {
namespace {

constexpr std::string_view kBold = "\033[1m";
constexpr std::string_view kPlain = "\033[0m";

struct Row {
    std::string_view word;
    std::string_view colour;
};

constexpr std::array kWords{
    Row{"connected", "\033[32m"},
    Row{"connecting", "\033[33m"},
    Row{"unreachable", "\033[31m"},
};

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

bool is_of_word(char c) {
    return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || static_cast<unsigned char>(c) >= 0x80U;
}

/// Capitals and spaces alone, as on top of a table.
bool is_heading(std::string_view line) {
    return std::any_of(line.begin(), line.end(), is_capital) &&
           std::all_of(line.begin(), line.end(), [](char c) { return is_capital(c) || c == ' '; });
}

/// A line of the text, without its end.
void append_line(std::string& out, std::string_view line) {
    if (is_heading(line)) {
        out.append(kBold).append(line).append(kPlain);
        return;
    }
    while (!line.empty()) {
        const auto end = std::find_if_not(line.begin(), line.end(), is_of_word);
        const std::string_view word = line.substr(0, static_cast<std::size_t>(end - line.begin()));
        const auto row = std::find_if(kWords.begin(), kWords.end(), [&](const Row& each) {
            return each.word == word;
        });
        if (row != kWords.end()) {
            out.append(row->colour).append(word).append(kPlain);
        } else {
            out.append(word);
        }
        line.remove_prefix(word.size());
        if (!line.empty()) {
            out += line.front();
            line.remove_prefix(1);
        }
    }
}

}  // namespace

std::string coloured(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        append_line(out, text.substr(0, end));
        text.remove_prefix(end);
        if (!text.empty()) {
            out += '\n';
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace mprd::cli
