// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_answers.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace mprd::modem {
namespace {

constexpr std::size_t kMaxCaller = 64;

/// What stands behind `head` and the ":" or "=" that follow it.
std::optional<std::string_view> behind(std::string_view line, std::string_view head) {
    if (!line.starts_with(head)) {
        return std::nullopt;
    }
    const auto value = line.find_first_not_of(" :=", head.size());
    return value == std::string_view::npos ? std::string_view() : line.substr(value);
}

/// The first line that begins with `head`, without the head.
std::optional<std::string_view> find_answer(
    const std::vector<std::string>& lines, std::string_view head
) {
    for (const std::string& line : lines) {
        if (const auto value = behind(line, head)) {
            return value;
        }
    }
    return std::nullopt;
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? std::optional(number) : std::nullopt;
}

/// 3GPP TS 27.007 section 8.5: 0 is -113 dBm, each step 2 dB, 31 is -51 dBm or better, 99 unknown.
std::string signal_text(std::string_view answer) {
    const auto steps = number_in(answer);
    if (!steps || *steps < 0 || *steps > 31) {
        return "unknown";
    }
    return std::to_string(-113 + 2 * *steps) + " dBm";
}

/// 3GPP TS 27.007 section 7.2: "<n>,<stat>[,...]".
std::string registration_text(std::string_view answer) {
    static constexpr std::array<const char*, 6> kTexts{
        "not registered", "home", "searching", "denied", "unknown", "roaming"};
    const auto comma = answer.find(',');
    const auto state =
        number_in(comma == std::string_view::npos ? answer : answer.substr(comma + 1));
    const bool is_known = state && *state >= 0 && static_cast<std::size_t>(*state) < kTexts.size();
    return is_known ? kTexts[static_cast<std::size_t>(*state)] : "unknown";
}

std::string sim_text(std::string_view answer) {
    if (answer == "READY") {
        return "ready";
    }
    return answer == "SIM PIN" ? "wants the PIN" : "wants " + std::string(answer);
}

}  // namespace

std::optional<std::string> caller_number(std::string_view line) {
    for (const std::string_view head : {"NMBR", "+CLIP", "CALLER NUMBER", "CID"}) {
        const auto value = behind(line, head);
        if (!value) {
            continue;
        }
        const bool is_quoted = value->starts_with('"');
        const std::string_view text = is_quoted ? value->substr(1) : *value;
        const std::string_view number = text.substr(0, text.find_first_of("\",; "));
        // V.253: "O" out of area, "P" private.
        const bool is_number = !number.empty() && number.size() <= kMaxCaller &&
                               number.find_first_not_of("+0123456789*#") == std::string_view::npos;
        return is_number ? std::optional(std::string(number)) : std::nullopt;
    }
    return std::nullopt;
}

std::string fact_value(std::string_view fact, const std::vector<std::string>& lines) {
    static constexpr std::array<
        std::pair<std::string_view, std::pair<std::string_view, std::string (*)(std::string_view)>>,
        3>
        kReaders{{
            {"signal", {"+CSQ", &signal_text}},
            {"registration", {"+CREG", &registration_text}},
            {"sim", {"+CPIN", &sim_text}},
        }};
    for (const auto& [name, reader] : kReaders) {
        if (name == fact) {
            const auto answer = find_answer(lines, reader.first);
            return answer ? reader.second(*answer) : std::string();
        }
    }
    return lines.empty() ? std::string() : lines.front();
}

PinState pin_state(const std::vector<std::string>& lines) {
    const auto answer = find_answer(lines, "+CPIN");
    if (!answer || *answer == "READY") {
        return PinState::Ready;
    }
    return *answer == "SIM PIN" ? PinState::Wanted : PinState::Blocked;
}

}  // namespace mprd::modem
