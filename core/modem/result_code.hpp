// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace mprd::modem {

/// What a modem says of a command, ITU-T V.250 section 5.7.1, with the words that makers added.
enum class ResultKind {
    Ok,
    Connect,
    Ring,
    NoCarrier,
    Error,
    NoDialtone,
    Busy,
    NoAnswer,
    Delayed,      ///< this number may be dialled again later (national rules for automatic redials)
    Blacklisted,  ///< this number may not be dialled until somebody resets the modem
    Voice,        ///< a person picked up
};

/// How long it makes sense to leave the line alone after a failure.
enum class BackoffClass {
    None,         ///< no failure
    LineFailure,  ///< the line or the network
    Busy,         ///< soon again
    NoAnswer,     ///< later again
    Device,       ///< not before somebody looked at the modem
};

/// One result code.
struct ResultRow {
    std::string_view text;  ///< as the modem writes it (ATV1)
    ResultKind kind = ResultKind::Ok;
    /// For the caller; Ok where it is no failure.
    Errc error = Errc::Ok;
    BackoffClass backoff = BackoffClass::None;
};

/// All of them.
[[nodiscard]] std::span<const ResultRow> result_rows();
/// The row of a kind; every kind has one.
[[nodiscard]] const ResultRow& row_of(ResultKind kind);

/// A line that is a result code.
struct ResultLine {
    ResultKind kind = ResultKind::Ok;
    /// bit/s of CONNECT, 0 when it says none.
    std::uint32_t speed = 0;
};

/// nullopt for what is none: information, echo, noise. Looks at the whole line: "RINGING" is no
/// RING, while "CONNECT 33600/ARQ/V34" is a CONNECT of 33600 and "+CME ERROR: 10" an ERROR.
[[nodiscard]] std::optional<ResultLine> parse_result(std::string_view line);

}  // namespace mprd::modem
