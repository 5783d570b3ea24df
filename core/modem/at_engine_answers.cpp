// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What AtEngine does with what the modem says.
#include "core/modem/at_answers.hpp"
#include "core/modem/at_engine.hpp"

#include <algorithm>
#include <utility>

namespace mprd::modem {
namespace {

/// What a modem writes into the data when the far end has gone (V.250 section 5.7.1).
constexpr std::string_view kCarrierGone = "\r\nNO CARRIER\r\n";

[[nodiscard]] bool is_echo(const std::string& line, const AtCommand& command) {
    return line == command.text;
}

}  // namespace

void AtEngine::on(TimePoint now, const Received& input) {
    ByteSpan rest = input.data;
    if (chat_) {
        chat_->receive(now, rest);
        follow_chat(now, rest);
        return;
    }
    while (!rest.empty() && phase_ != Phase::Online) {
        if (const auto line = splitter_.take(rest)) {
            on_line(now, *line, rest);
        }
    }
}

void AtEngine::on_line(TimePoint now, const std::string& line, ByteSpan& rest) {
    if (phase_ == Phase::Rest) {
        return;
    }
    tell("< ", line);
    const auto result = parse_result(line);
    if (phase_ == Phase::HangingUp) {
        if (result) {
            hang_up_.result(now, result->kind);
            drain_hang_up();
        }
    } else if (phase_ == Phase::Waiting) {
        on_waiting_line(now, line);
    } else if (plan_.front().purpose == Purpose::Settle || is_echo(line, plan_.front())) {
        return;
    } else if (result && result->kind != ResultKind::Ring) {
        on_answer(now, *result, line, rest);
    } else {
        keep_info(line);
    }
}

void AtEngine::keep_info(const std::string& line) {
    if (plan_.front().purpose == Purpose::Wake) {
        ++unknown_lines_;
    }
    if (info_.size() < kMaxInfoLines) {
        info_.push_back(line);
    }
}

void AtEngine::on_answer(
    TimePoint now, const ResultLine& result, const std::string& line, ByteSpan& rest
) {
    const AtCommand command = plan_.front();
    if (command.purpose == Purpose::Dial || command.purpose == Purpose::Answer) {
        on_dial_result(now, result, line, rest);
        return;
    }
    if (result.kind != ResultKind::Ok && result.kind != ResultKind::Error) {
        return;  // about an earlier call: no answer to this command
    }
    const bool is_ok = result.kind == ResultKind::Ok;
    if (command.purpose == Purpose::AskPin) {
        on_pin_asked(now, result.kind);
    } else if (command.purpose == Purpose::EnterPin && !is_ok) {
        out_.push(PinRefused{});
        finish(make_error(
            Errc::FromDevice,
            "the SIM refuses the PIN (" + line + "): correct it before the last try is used up"
        ));
    } else if (command.purpose == Purpose::Init && !is_ok) {
        finish(make_error(Errc::FromDevice, "the modem answers " + line + " to " + command.text));
    } else if (command.purpose == Purpose::Wake && !is_ok) {
        return;  // it answers: the next try will do
    } else {
        if (command.purpose == Purpose::Query && !command.fact.empty() && is_ok) {
            if (auto value = fact_value(command.fact, info_); !value.empty()) {
                out_.push(FactLearned{std::string(command.fact), masked_.text(value)});
            }
        }
        next_command(now);
    }
}

void AtEngine::on_pin_asked(TimePoint now, ResultKind kind) {
    const PinState state = kind == ResultKind::Ok ? pin_state(info_) : PinState::Ready;
    out_.push(FactLearned{"sim", fact_value("sim", info_)});
    if (kind == ResultKind::Error) {
        finish(make_error(Errc::DeviceNotReady, "the modem has no SIM that works"));
    } else if (state == PinState::Blocked) {
        finish(make_error(
            Errc::FromDevice,
            "the SIM " + fact_value("sim", info_) + ": unblock it with a telephone"
        ));
    } else if (state == PinState::Ready) {
        next_command(now);
    } else if (settings_.cellular->pin.is_empty()) {
        finish(
            make_error(Errc::FromDevice, "the SIM wants its PIN, and none is set (secret \"pin\")")
        );
    } else {
        plan_.front() = {
            Purpose::EnterPin,
            "AT+CPIN=" + std::string(as_text(settings_.cellular->pin.reveal())),
            {}};
        send_command(now);
    }
}

void AtEngine::on_dial_result(
    TimePoint now, const ResultLine& result, const std::string& line, ByteSpan& rest
) {
    if (result.kind == ResultKind::Ok) {
        return;  // of the command before, or "OK" ahead of CONNECT as some modems say
    }
    if (result.kind == ResultKind::Connect) {
        go_online(result.speed, rest);
    } else if (aim_ == Aim::Answer) {
        wait_again(now);  // no call came of it: the next one may
    } else {
        finish(make_error(row_of(result.kind).error, "the modem says " + line));
    }
}

void AtEngine::go_online(std::uint32_t speed, ByteSpan& rest) {
    plan_.clear();
    enter(Phase::Online);
    out_.push(Connected{speed, remote_, {rest.begin(), rest.end()}});
    rest = {};
}

void AtEngine::on_waiting_line(TimePoint now, const std::string& line) {
    const auto result = parse_result(line);
    if (const auto caller = caller_number(line)) {
        remote_ = *caller;
    } else if (result && result->kind == ResultKind::Ring) {
        on_ring(now);
    } else if (result && result->kind == ResultKind::NoCarrier) {
        wait_again(now);
    }
}

void AtEngine::on_ring(TimePoint now) {
    ++rings_;
    if (rings_ < settings_.rings) {
        deadline_ = now + kRingGap;
        return;
    }
    plan_.push_back({Purpose::Answer, "ATA", {}});
    send_command(now);
}

// ---- chat script

void AtEngine::start_chat(TimePoint now, const std::string& number) {
    aim_ = Aim::Call;
    tail_.clear();
    maybe_lost_ = false;
    ChatVariables variables = settings_.chat_variables;
    variables.insert_or_assign("number", Secret(number));
    enter(Phase::Dialing);
    chat_.emplace(*settings_.chat, std::move(variables));
    chat_->begin(now);
    ByteSpan nothing;
    follow_chat(now, nothing);
}

void AtEngine::follow_chat(TimePoint now, ByteSpan& rest) {
    while (auto octets = chat_->poll_send()) {
        tell("> ", as_text(*octets));
        out_.push(SendToModem{*std::move(octets)});
    }
    if (!chat_->result()) {
        return;
    }
    const Result<void> result = *chat_->result();
    if (result) {
        go_online(0, rest);
    } else {
        hang_up(now, result.error());
    }
}

// ---- online

void AtEngine::no_carrier_detect() {
    line_.has_carrier = false;
    hang_up_ = HangUp(line_, settings_.escape);
}

void AtEngine::watch(TimePoint now, ByteSpan data) {
    if (line_.has_carrier || data.empty() || phase_ != Phase::Online) {
        return;
    }
    const std::size_t size = std::min(data.size(), kCarrierGone.size());
    tail_ += as_text(data.last(size));
    if (tail_.size() > kCarrierGone.size()) {
        tail_.erase(0, tail_.size() - kCarrierGone.size());
    }
    // Inside a packet these octets would be followed by the rest of its frame at once.
    maybe_lost_ = tail_ == kCarrierGone;
    deadline_ = maybe_lost_ ? std::optional(now + kQuiet) : std::nullopt;
}

}  // namespace mprd::modem
