// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd::wire {

/// Codes of the Callback Control Protocol, CBCP (draft-ietf-pppext-callback-cp; Microsoft's open
/// specifications publish it too). Its packets have the head of all control packets; the data is a
/// list of options: what the called end offers, or the one that the caller chooses.
inline constexpr std::uint8_t kCallBackRequest = 1;   ///< from the end that was called
inline constexpr std::uint8_t kCallBackResponse = 2;  ///< from the caller
inline constexpr std::uint8_t kCallBackAck = 3;       ///< repeats the Response's option

/// Kinds of call-back: the type octet of an option.
enum class CallBackType : std::uint8_t {
    None = 1,          ///< the call goes on
    CallerNumber = 2,  ///< at a number that the caller gives
    RouterNumber = 3,  ///< at the number that is set at the called end
    NumberList = 4,    ///< at one of the numbers that the Request lists
};
/// "no call-back", "a number of the caller", ...
[[nodiscard]] const char* to_string(CallBackType type);

/// One option: type, length, delay in seconds, and numbers, each an octet 1 (telephone network) and
/// text with a zero octet at its end.
struct CallBackOption {
    CallBackType type = CallBackType::None;
    /// From the end of this call to the next; without meaning for None.
    std::uint8_t delay_seconds = 0;
    std::vector<std::string> numbers;
    friend bool operator==(const CallBackOption&, const CallBackOption&) = default;
};
/// Longest number, in octets without the zero; no option has room for many.
inline constexpr std::size_t kMaxCallBackText = 128;

/// Options of types that are not known are left out. Nothing if a length does not fit, or if a
/// number is no short printable ASCII text.
[[nodiscard]] std::optional<std::vector<CallBackOption>> parse_call_back_options(ByteSpan data);
/// Appends one option. None has neither delay nor numbers; numbers that do not fit are left out.
void write_call_back_option(Bytes& out, const CallBackOption& option);

}  // namespace mprd::wire
