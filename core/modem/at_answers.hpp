// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::modem {

/// The caller's number in a line between two rings: "NMBR = 0301234" (V.253), "+CLIP:
/// \"0301234\",129" (3GPP TS 27.007 section 7.11), "CALLER NUMBER: ..." and the like. nullopt when
/// the line says none, or that it is withheld.
[[nodiscard]] std::optional<std::string> caller_number(std::string_view line);

/// What the information lines of an answer say, as people read it: "-67 dBm" of "+CSQ: 23,99",
/// "home" of "+CREG: 0,1", "ready" of "+CPIN: READY", otherwise the first line. Empty: nothing.
[[nodiscard]] std::string fact_value(std::string_view fact, const std::vector<std::string>& lines);

/// What "+CPIN: ..." asks for.
enum class PinState {
    Ready,    ///< nothing, or the SIM says nothing about it
    Wanted,   ///< the PIN
    Blocked,  ///< the PUK, or something else that only a person can give
};
[[nodiscard]] PinState pin_state(const std::vector<std::string>& lines);

}  // namespace mprd::modem
