// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/wire/l2tp_message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::l2tp {

/// Result codes of a StopCCN (RFC 2661 section 4.4.2).
enum class StopCode : std::uint16_t {
    Cleared = 1,
    GeneralError = 2,
    ChannelExists = 3,
    NotAuthorized = 4,
    WrongVersion = 5,
    ShuttingDown = 6,
    StateMachineError = 7,
};

/// Result codes of a CDN (RFC 2661 section 4.4.2).
enum class CallCode : std::uint16_t {
    LostCarrier = 1,
    GeneralError = 2,
    Administrative = 3,
    NoFacilities = 4,
    NoFacilitiesEver = 5,
    InvalidDestination = 6,
    NoCarrier = 7,
    Busy = 8,
    NoDialTone = 9,
    NotEstablishedInTime = 10,
    NoFraming = 11,
};

/// What a peer said, for logs and terminals: printable ASCII, the rest as question marks, at most
/// 80 characters.
[[nodiscard]] std::string printable(std::string_view text);

/// What a peer's StopCCN or CDN means to whoever called, with the peer's text if it sent one.
[[nodiscard]] Error error_of_stop(const ResultCode& result);
[[nodiscard]] Error error_of_call(const ResultCode& result);
/// What we tell a peer when a call ends for `reason`.
[[nodiscard]] ResultCode result_for(Errc reason);

[[nodiscard]] ResultCode make_result(StopCode code, std::string text = {});
[[nodiscard]] ResultCode make_result(CallCode code);
/// A General Error, which StopCCN and CDN give the same number.
[[nodiscard]] ResultCode make_result(const Problem& problem);

}  // namespace mprd::l2tp
