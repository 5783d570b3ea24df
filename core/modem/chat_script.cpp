// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/chat_script.hpp"

#include <charconv>
#include <set>
#include <utility>

namespace mprd::modem {
namespace {

Error wrong(std::size_t line, const std::string& what) {
    return make_error(Errc::InvalidData, "line " + std::to_string(line + 1) + ": " + what);
}

/// Reads one text, left to right.
class TextReader {
public:
    explicit TextReader(std::string_view rest) : rest_(rest) {}

    /// The error is the reason alone.
    [[nodiscard]] Result<ChatText> read() {
        while (!rest_.empty()) {
            const bool is_read = rest_.starts_with("${") ? variable() : literal();
            if (!is_read) {
                return make_error(Errc::InvalidData, why_);
            }
        }
        flush();
        return std::move(text_);
    }

private:
    bool fail(std::string why) {
        why_ = std::move(why);
        return false;
    }
    void flush() {
        if (!literal_.empty()) {
            text_.parts.emplace_back(std::exchange(literal_, {}));
        }
    }
    bool variable() {
        const auto end = rest_.find('}');
        if (end == std::string_view::npos || end == 2) {
            return fail("expected \"${name}\", found \"" + std::string(rest_.substr(0, 20)) + '"');
        }
        flush();
        text_.parts.emplace_back(ChatText::Variable{std::string(rest_.substr(2, end - 2))});
        rest_.remove_prefix(end + 1);
        return true;
    }
    bool literal() {
        if (rest_.front() == '\\') {
            return escape();
        }
        literal_ += rest_.front();
        rest_.remove_prefix(1);
        return true;
    }
    bool escape() {
        static constexpr std::string_view kNames = "rnts\\$";
        static constexpr std::string_view kOctets = "\r\n\t \\$";
        const char name = rest_.size() > 1 ? rest_[1] : '\0';
        if (name == 'x') {
            return hexadecimal();
        }
        const auto which = kNames.find(name);
        if (name == '\0' || which == std::string_view::npos) {
            return fail(
                "expected one of \\r \\n \\t \\s \\\\ \\$ \\xHH, found \"" +
                std::string(rest_.substr(0, 2)) + '"'
            );
        }
        literal_ += kOctets[which];
        rest_.remove_prefix(2);
        return true;
    }
    bool hexadecimal() {
        const std::string_view digits = rest_.substr(2, 2);
        unsigned octet = 0;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), octet, 16);
        if (digits.size() != 2 || error != std::errc() || end != digits.data() + 2) {
            return fail(
                "expected two hexadecimal digits behind \\x, found \"" + std::string(digits) + '"'
            );
        }
        literal_ += static_cast<char>(octet);
        rest_.remove_prefix(4);
        return true;
    }

    std::string_view rest_;
    std::string literal_;
    ChatText text_;
    std::string why_;
};

[[nodiscard]] std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

Result<ChatStep> read_time(std::string_view word, std::string_view argument) {
    std::uint32_t seconds = 0;
    const auto [end, error] =
        std::from_chars(argument.data(), argument.data() + argument.size(), seconds);
    if (error != std::errc() || end != argument.data() + argument.size() || seconds == 0 ||
        seconds > ChatScript::kMaxSeconds) {
        return make_error(
            Errc::InvalidData,
            std::string(word) + ": expected seconds from 1 to " +
                std::to_string(ChatScript::kMaxSeconds) + ", found \"" + std::string(argument) + '"'
        );
    }
    const Duration time = std::chrono::seconds{seconds};
    return word == "timeout" ? ChatStep(ChatLimit{time}) : ChatStep(ChatPause{time});
}

Result<ChatStep> read_text(std::string_view word, std::string_view argument) {
    if (argument.empty() || argument.size() > ChatScript::kMaxText) {
        return make_error(
            Errc::InvalidData,
            std::string(word) + ": expected a text of 1 to " +
                std::to_string(ChatScript::kMaxText) + " characters, found " +
                std::to_string(argument.size())
        );
    }
    auto text = TextReader(argument).read();
    if (!text) {
        return make_error(Errc::InvalidData, std::string(word) + ": " + text.error().detail);
    }
    if (word == "send") {
        return ChatStep(ChatSend{*std::move(text)});
    }
    return word == "expect" ? ChatStep(ChatExpect{*std::move(text)})
                            : ChatStep(ChatAbort{*std::move(text)});
}

Result<ChatStep> read_step(std::string_view line) {
    const auto space = line.find(' ');
    const std::string_view word = line.substr(0, space);
    const std::string_view argument =
        space == std::string_view::npos ? std::string_view() : trimmed(line.substr(space));
    if (word == "timeout" || word == "pause") {
        return read_time(word, argument);
    }
    if (word == "send" || word == "expect" || word == "abort") {
        return read_text(word, argument);
    }
    return make_error(
        Errc::InvalidData,
        "expected send, expect, abort, timeout or pause, found \"" +
            std::string(word.substr(0, 20)) + '"'
    );
}

[[nodiscard]] const ChatText* text_of(const ChatStep& step) {
    if (const auto* send = std::get_if<ChatSend>(&step)) {
        return &send->text;
    }
    if (const auto* expect = std::get_if<ChatExpect>(&step)) {
        return &expect->text;
    }
    const auto* abort = std::get_if<ChatAbort>(&step);
    return abort == nullptr ? nullptr : &abort->text;
}

}  // namespace

Result<ChatScript> ChatScript::parse(std::span<const std::string> lines) {
    ChatScript script;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const std::string_view line = trimmed(lines[index]);
        if (line.empty() || line.front() == '#') {
            continue;
        }
        auto step = read_step(line);
        if (!step) {
            return wrong(index, step.error().detail);
        }
        script.steps_.push_back(*std::move(step));
        if (script.steps_.size() > kMaxSteps) {
            return wrong(index, "more than " + std::to_string(kMaxSteps) + " statements");
        }
    }
    if (script.steps_.empty()) {
        return make_error(Errc::InvalidData, "line 1: expected at least one statement, found none");
    }
    return script;
}

std::vector<std::string> ChatScript::variables() const {
    std::set<std::string> names;
    for (const ChatStep& step : steps_) {
        const ChatText* text = text_of(step);
        for (std::size_t i = 0; text != nullptr && i < text->parts.size(); ++i) {
            if (const auto* variable = std::get_if<ChatText::Variable>(&text->parts[i])) {
                names.insert(variable->name);
            }
        }
    }
    return {names.begin(), names.end()};
}

std::optional<std::string> expand(const ChatText& text, const ChatVariables& variables) {
    std::string out;
    for (const auto& part : text.parts) {
        if (const auto* literal = std::get_if<std::string>(&part)) {
            out += *literal;
            continue;
        }
        const auto found = variables.find(std::get<ChatText::Variable>(part).name);
        if (found == variables.end()) {
            return std::nullopt;
        }
        out += as_text(found->second.reveal());
    }
    return out;
}

}  // namespace mprd::modem
