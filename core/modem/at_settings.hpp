// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.hpp"
#include "core/base/time.hpp"
#include "core/modem/chat_script.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::modem {

/// A modem of a mobile network, 3GPP TS 27.007.
struct CellularSettings {
    /// Access point name for AT+CGDCONT; empty: the context stays as the modem has it.
    std::string apn;
    std::uint32_t context = 1;  ///< number of the PDP context, also in the number that is dialled
    std::string pdp_type = "IP";
    /// Of the SIM; empty: a SIM that asks for one is an error.
    Secret pin;
};

/// How a call is ended, when the control lines are not enough.
enum class Escape {
    Plus,   ///< "+++" between two pauses (V.250 has no other way in data state)
    Never,  ///< DTR only; a modem that ignores it keeps the line
};

/// How one modem is spoken to. Limits are those of the dialogue; the line has its own.
struct AtSettings {
    /// Sent one after the other; each must be answered with OK.
    std::vector<std::string> init{"ATZ", "ATE0Q0V1X4", "AT&C1&D2"};
    /// In front of the number: "ATDT" (tone), "ATDP" (pulse), "ATD".
    std::string dial_prefix = "ATDT";
    /// Sent behind `init` before waiting for calls; "AT+VCID=1" or "AT+CLIP=1" for the caller's
    /// number.
    std::vector<std::string> answer_init;
    std::uint32_t rings = 1;                            ///< before the call is answered, at least 1
    Duration command_limit = std::chrono::seconds{5};   ///< for the answer to a command
    Duration carrier_limit = std::chrono::seconds{60};  ///< from dialling or answering to CONNECT
    std::optional<CellularSettings> cellular;
    Escape escape = Escape::Plus;
    /// Instead of `init` and the dial command, for calls. Absent: the standard dialogue.
    std::optional<ChatScript> chat;
    /// For `${name}` in `chat`; "number" is what is dialled.
    ChatVariables chat_variables;
};

/// What the line can do besides carrying bytes.
struct LineAbilities {
    bool has_dtr = false;      ///< DTR can be dropped
    bool has_carrier = false;  ///< DCD is watched, and its loss told
};

/// Characters that a number may have, V.250 section 6.3.1 (without ";", which would make it a voice
/// call), and blanks, brackets and dashes as people write them.
[[nodiscard]] bool is_dial_string(std::string_view number);

}  // namespace mprd::modem
