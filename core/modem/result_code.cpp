// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/result_code.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mprd::modem {
namespace {

// clang-format off
/// Errors: reference of the router administration API, RAS codes 651 and 676 to 680.
constexpr auto kRows = std::to_array<ResultRow>({
    {"OK",                    ResultKind::Ok,          Errc::Ok,          BackoffClass::None},
    {"CONNECT",               ResultKind::Connect,     Errc::Ok,          BackoffClass::None},
    {"RING",                  ResultKind::Ring,        Errc::Ok,          BackoffClass::None},
    {"NO CARRIER",            ResultKind::NoCarrier,   Errc::NoCarrier,   BackoffClass::LineFailure},
    {"ERROR",                 ResultKind::Error,       Errc::FromDevice,  BackoffClass::Device},
    {"NO DIALTONE",           ResultKind::NoDialtone,  Errc::NoDialtone,  BackoffClass::LineFailure},
    {"BUSY",                  ResultKind::Busy,        Errc::LineBusy,    BackoffClass::Busy},
    {"NO ANSWER",             ResultKind::NoAnswer,    Errc::NoAnswer,    BackoffClass::NoAnswer},
    {"DELAYED",               ResultKind::Delayed,     Errc::FromDevice,  BackoffClass::NoAnswer},
    {"BLACKLISTED",           ResultKind::Blacklisted, Errc::FromDevice,  BackoffClass::Device},
    {"VOICE",                 ResultKind::Voice,       Errc::VoiceAnswer, BackoffClass::NoAnswer},
    {"NO DIAL TONE",          ResultKind::NoDialtone,  Errc::NoDialtone,  BackoffClass::LineFailure},
    {"BLACK LISTED",          ResultKind::Blacklisted, Errc::FromDevice,  BackoffClass::Device},
    {"COMMAND NOT SUPPORT",   ResultKind::Error,       Errc::FromDevice,  BackoffClass::Device},
});
// clang-format on

[[nodiscard]] bool is_word_end(std::string_view rest) {
    return rest.empty() || rest.front() == ' ' || rest.front() == '/' || rest.front() == ':';
}

[[nodiscard]] std::uint32_t speed_in(std::string_view rest) {
    const auto digit = rest.find_first_of("0123456789");
    std::uint32_t speed = 0;
    if (digit <= 2) {
        std::from_chars(rest.data() + digit, rest.data() + rest.size(), speed);
    }
    return speed;
}

}  // namespace

std::span<const ResultRow> result_rows() {
    return kRows;
}

const ResultRow& row_of(ResultKind kind) {
    return *std::find_if(kRows.begin(), kRows.end(), [&](const ResultRow& row) {
        return row.kind == kind;
    });
}

std::optional<ResultLine> parse_result(std::string_view line) {
    // 3GPP TS 27.007 section 9.1 and TS 27.005 section 3.2.5; section 6.11 for the ring.
    if (line.starts_with("+CME ERROR") || line.starts_with("+CMS ERROR")) {
        return ResultLine{ResultKind::Error, 0};
    }
    if (line.starts_with("+CRING")) {
        return ResultLine{ResultKind::Ring, 0};
    }
    for (const ResultRow& row : kRows) {
        const bool is_it = line.starts_with(row.text) && is_word_end(line.substr(row.text.size()));
        if (is_it && row.kind == ResultKind::Connect) {
            return ResultLine{row.kind, speed_in(line.substr(row.text.size()))};
        }
        if (line == row.text || (is_it && row.kind == ResultKind::Delayed)) {
            return ResultLine{row.kind, 0};  // DELAYED says how long
        }
    }
    return std::nullopt;
}

}  // namespace mprd::modem
