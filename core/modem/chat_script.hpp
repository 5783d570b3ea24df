// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mprd::modem {

/// What `${name}` stands for. All are treated as secrets in logs.
using ChatVariables = std::map<std::string, Secret, std::less<>>;

/// Text of a script: literal octets and variables, in order.
struct ChatText {
    struct Variable {
        std::string name;
    };
    std::vector<std::variant<std::string, Variable>> parts;
};

/// `send TEXT`.
struct ChatSend {
    ChatText text;
};
/// `expect TEXT`: waits for it, no longer than the limit in force.
struct ChatExpect {
    ChatText text;
};
/// `abort TEXT`: from here on, this text ends the call.
struct ChatAbort {
    ChatText text;
};
/// `timeout SECONDS`: for each expect from here on.
struct ChatLimit {
    Duration limit{};
};
/// `pause SECONDS`: nothing is sent; what comes is still looked at for aborts.
struct ChatPause {
    Duration length{};
};

using ChatStep = std::variant<ChatSend, ChatExpect, ChatAbort, ChatLimit, ChatPause>;

/// Expect and send for a modem (or a terminal server) that the AT dialogue does not fit. One
/// statement a line:
///
///     timeout 5
///     abort BUSY
///     send ATZ\r
///     expect OK
///     send ATDT${number}\r
///     timeout 60
///     expect CONNECT
///
/// In texts `\r \n \t \\ \$ \s` (blank) and `\xHH` are escapes and `${name}` is a variable.
/// There is no shell, no loop and no branch. Nothing is added to what is sent, also no CR.
class ChatScript {
public:
    static constexpr std::size_t kMaxSteps = 100;
    static constexpr std::size_t kMaxText = 256;  ///< octets of one text as written
    static constexpr Duration kDefaultLimit = std::chrono::seconds{45};
    static constexpr std::uint32_t kMaxSeconds = 600;

    /// The error says which line, what was expected and what was found; 13. Blank lines and lines
    /// that begin with '#' are comments.
    [[nodiscard]] static Result<ChatScript> parse(std::span<const std::string> lines);

    [[nodiscard]] const std::vector<ChatStep>& steps() const { return steps_; }
    /// Names of all variables that it uses, each once, sorted.
    [[nodiscard]] std::vector<std::string> variables() const;

private:
    std::vector<ChatStep> steps_;
};

/// The octets of a text. nullopt when a variable is not there.
[[nodiscard]] std::optional<std::string> expand(
    const ChatText& text, const ChatVariables& variables
);

}  // namespace mprd::modem
