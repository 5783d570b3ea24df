// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/modem/at_settings.hpp"

#include <deque>
#include <string>
#include <string_view>

namespace mprd::modem {

/// What an answer to a command leads to.
enum class Purpose {
    Wake,    ///< "AT" until there is an OK: is a modem there, and at our speed?
    Settle,  ///< nothing is sent; answers to earlier commands run out
    Init,    ///< must be answered with OK
    AskPin,  ///< does the SIM want a PIN?
    EnterPin,
    Query,   ///< a fact about the modem; may be refused
    Dial,    ///< CONNECT, or the reason why not
    Answer,  ///< the same for ATA
};

/// One command of a dialogue.
struct AtCommand {
    Purpose purpose = Purpose::Init;
    std::string text;  ///< without the CR
    /// Of Query: the name of the fact.
    std::string_view fact;
};

/// In the order in which they are sent.
using AtPlan = std::deque<AtCommand>;

/// Makes a modem ready for a call and makes it. Without number a cellular modem
/// dials its context.
[[nodiscard]] AtPlan plan_call(const AtSettings& settings, const std::string& number);
/// Makes it ready to say RING.
[[nodiscard]] AtPlan plan_wait(const AtSettings& settings);
/// Asks what it is and how it is. Changes nothing but the echo.
[[nodiscard]] AtPlan plan_query();
/// The number in a dial command, or what stands for it: for LinkInfo and logs.
[[nodiscard]] std::string number_to_dial(const AtSettings& settings, const std::string& number);

}  // namespace mprd::modem
