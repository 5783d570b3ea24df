// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/fifo.hpp"
#include "core/base/time.hpp"
#include "core/modem/chat_script.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mprd::modem {

/// One run of a chat script: bytes in, bytes out, `now` is an argument.
class ChatRun {
public:
    /// Octets that are kept to find a text across two reads; longer than any text.
    static constexpr std::size_t kWindow = 2 * ChatScript::kMaxText;

    /// Copies both. Sends and expects nothing before begin().
    ChatRun(ChatScript script, ChatVariables variables);

    void begin(TimePoint now);
    /// Takes octets off the front of `rest`; what follows the last expected text stays in it and
    /// is the call's.
    void receive(TimePoint now, ByteSpan& rest);
    void handle_timeout(TimePoint now);
    /// The next octets to send, if there are any.
    [[nodiscard]] std::optional<Bytes> poll_send();
    /// nullopt when it is over.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }
    /// nullopt while it runs. An abort that is a result code has that code's error, another one
    /// 651; an expected text that does not come is 678.
    [[nodiscard]] const std::optional<Result<void>>& result() const { return result_; }

private:
    /// Does steps until one must wait.
    void go_on(TimePoint now);
    [[nodiscard]] bool do_step(TimePoint now, const ChatStep& step);
    void fail(Error error);
    void look_for_abort();
    /// For messages: the step as written, without values.
    [[nodiscard]] std::string place() const;

    ChatScript script_;
    ChatVariables variables_;
    std::size_t step_ = 0;
    Duration limit_ = ChatScript::kDefaultLimit;
    std::vector<std::string> aborts_;
    std::string expected_;  ///< empty while pausing
    std::string window_;    ///< the last octets
    Fifo<Bytes> out_;
    std::optional<TimePoint> deadline_;
    std::optional<Result<void>> result_;
};

}  // namespace mprd::modem
