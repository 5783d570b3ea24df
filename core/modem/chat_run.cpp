// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/chat_run.hpp"

#include "core/modem/result_code.hpp"

#include <algorithm>
#include <utility>

namespace mprd::modem {

ChatRun::ChatRun(ChatScript script, ChatVariables variables)
    : script_(std::move(script)), variables_(std::move(variables)) {}

void ChatRun::begin(TimePoint now) {
    go_on(now);
}

std::optional<Bytes> ChatRun::poll_send() {
    return out_.poll();
}

void ChatRun::receive(TimePoint now, ByteSpan& rest) {
    while (!rest.empty() && !result_) {
        window_ += static_cast<char>(rest.front());
        rest = rest.subspan(1);
        if (window_.size() > kWindow) {
            window_.erase(0, kWindow / 2);
        }
        if (!expected_.empty() && window_.ends_with(expected_)) {
            window_.clear();
            go_on(now);
        } else {
            look_for_abort();
        }
    }
}

void ChatRun::look_for_abort() {
    const auto found = std::find_if(aborts_.begin(), aborts_.end(), [&](const std::string& text) {
        return window_.ends_with(text);
    });
    if (found == aborts_.end()) {
        return;
    }
    const auto code = parse_result(*found);
    const Errc error = code ? row_of(code->kind).error : Errc::Ok;
    fail(make_error(error == Errc::Ok ? Errc::FromDevice : error, "the modem says " + *found));
}

void ChatRun::handle_timeout(TimePoint now) {
    if (!deadline_ || now < *deadline_) {
        return;
    }
    if (expected_.empty()) {
        go_on(now);  // the pause is over
        return;
    }
    fail(make_error(Errc::NoAnswer, "what the chat script expects does not come (" + place() + ")")
    );
}

std::string ChatRun::place() const {
    return "statement " + std::to_string(step_) + " of " + std::to_string(script_.steps().size());
}

void ChatRun::go_on(TimePoint now) {
    expected_.clear();
    deadline_.reset();
    while (!result_ && step_ < script_.steps().size()) {
        if (!do_step(now, script_.steps()[step_++])) {
            return;
        }
    }
    if (!result_) {
        result_ = Result<void>();
    }
}

bool ChatRun::do_step(TimePoint now, const ChatStep& step) {
    if (const auto* limit = std::get_if<ChatLimit>(&step)) {
        limit_ = limit->limit;
        return true;
    }
    if (const auto* pause = std::get_if<ChatPause>(&step)) {
        deadline_ = now + pause->length;
        return false;
    }
    const auto* send = std::get_if<ChatSend>(&step);
    const auto* expect = std::get_if<ChatExpect>(&step);
    const auto text = expand(
        send != nullptr     ? send->text
        : expect != nullptr ? expect->text
                            : std::get<ChatAbort>(step).text,
        variables_
    );
    if (!text) {
        fail(make_error(
            Errc::InvalidData, "a variable of the chat script is not set (" + place() + ")"
        ));
        return false;
    }
    if (send != nullptr) {
        out_.push(Bytes(text->begin(), text->end()));
        return true;
    }
    if (expect == nullptr) {
        if (!text->empty()) {
            aborts_.push_back(*text);
        }
        return true;
    }
    if (text->empty()) {
        return true;  // an empty variable: there is nothing to wait for
    }
    expected_ = *text;
    deadline_ = now + limit_;
    return false;
}

void ChatRun::fail(Error error) {
    result_ = Result<void>(std::move(error));
    deadline_.reset();
    expected_.clear();
}

}  // namespace mprd::modem
