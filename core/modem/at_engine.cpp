// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_engine.hpp"

#include "core/modem/at_answers.hpp"

#include <algorithm>
#include <utility>

namespace mprd::modem {
namespace {

/// Commands that carry the SIM's PIN must not end up in a log; the PIN itself is masked as well.
constexpr std::string_view kEnterPin = "AT+CPIN=";

}  // namespace

AtEngine::AtEngine(AtSettings settings, LineAbilities line)
    : settings_(std::move(settings)), line_(line), hang_up_(line, settings_.escape) {
    if (settings_.cellular) {
        masked_.hide(settings_.cellular->pin);
    }
    for (const auto& [name, secret] : settings_.chat_variables) {
        masked_.hide(secret);
    }
}

std::optional<AtOutput> AtEngine::poll_output() {
    return out_.poll();
}

std::optional<TimePoint> AtEngine::next_deadline() const {
    if (phase_ == Phase::HangingUp) {
        return hang_up_.next_deadline();
    }
    return chat_ ? chat_->next_deadline() : deadline_;
}

void AtEngine::handle(TimePoint now, const AtInput& input) {
    std::visit([&](const auto& each) { on(now, each); }, input);
}

void AtEngine::enter(Phase phase) {
    phase_ = phase;
    deadline_.reset();
    if (phase != Phase::Dialing) {
        chat_.reset();
    }
}

void AtEngine::finish(Error error) {
    enter(Phase::Rest);
    plan_.clear();
    error.detail = masked_.text(error.detail);
    out_.push(Finished{std::move(error)});
}

void AtEngine::tell(std::string_view direction, std::string_view text) {
    out_.push(Told{std::string(direction) + masked_.text(text)});
}

// ---- start and end

void AtEngine::start(TimePoint now, Aim aim, AtPlan plan) {
    aim_ = aim;
    plan_ = std::move(plan);
    tries_ = 0;
    unknown_lines_ = 0;
    rings_ = 0;
    tail_.clear();
    maybe_lost_ = false;
    splitter_.reset();
    enter(Phase::Setup);
    send_command(now);
}

void AtEngine::on(TimePoint now, const Dial& input) {
    remote_ = number_to_dial(settings_, input.number);
    if (!is_dial_string(input.number)) {
        finish(make_error(
            Errc::InvalidParameter,
            "\"" + input.number +
                "\" is no number that a modem can dial: expected digits, + * # , and blanks"
        ));
    } else if (settings_.chat) {
        start_chat(now, input.number);
    } else if (remote_.empty()) {
        finish(make_error(
            Errc::InvalidParameter,
            "there is no number to dial: give the interface one (phone number)"
        ));
    } else {
        start(now, Aim::Call, plan_call(settings_, input.number));
    }
}

void AtEngine::on(TimePoint now, const Wait&) {
    remote_.clear();
    start(now, Aim::Answer, plan_wait(settings_));
}

void AtEngine::on(TimePoint now, const Query&) {
    start(now, Aim::Query, plan_query());
}

void AtEngine::on(TimePoint now, const Stop& input) {
    const Error error = make_error(input.reason, "hung up");
    switch (phase_) {
        case Phase::Rest:
        case Phase::HangingUp:
            break;
        case Phase::Setup:
        case Phase::Waiting:
            finish(error);
            break;
        case Phase::Dialing:
        case Phase::Online:
            hang_up(now, error);
            break;
    }
}

void AtEngine::hang_up(TimePoint now, Error error) {
    const bool is_data = phase_ == Phase::Online;
    ending_ = std::move(error);
    splitter_.reset();
    enter(Phase::HangingUp);
    hang_up_.begin(now, is_data ? HangUp::From::Data : HangUp::From::Command);
    drain_hang_up();
}

void AtEngine::drain_hang_up() {
    if (auto step = hang_up_.poll_step()) {
        if (step->dtr) {
            out_.push(SetDtr{*step->dtr});
        }
        if (!step->send.empty()) {
            tell("> ", as_text(step->send));
            out_.push(SendToModem{std::move(step->send)});
        }
    }
    if (hang_up_.is_done()) {
        finish(ending_);
    }
}

void AtEngine::on(TimePoint now, const CarrierLost&) {
    if (phase_ == Phase::HangingUp) {
        hang_up_.carrier_lost(now);
        drain_hang_up();
    } else if (phase_ == Phase::Online) {
        finish(make_error(Errc::NoCarrier, "the modem lost the carrier"));
    }
}

// ---- commands

void AtEngine::send_command(TimePoint now) {
    const AtCommand& command = plan_.front();
    info_.clear();
    if (command.purpose == Purpose::Dial || command.purpose == Purpose::Answer) {
        enter(Phase::Dialing);
    }
    deadline_ = now + limit_of(command.purpose);
    if (command.purpose == Purpose::Settle) {
        return;
    }
    tell("> ", command.text);
    const std::string line = command.text + '\r';
    const ByteSpan octets = as_bytes(line);
    out_.push(SendToModem{{octets.begin(), octets.end()}});
}

Duration AtEngine::limit_of(Purpose purpose) const {
    switch (purpose) {
        case Purpose::Wake:
            return kWakeLimit;
        case Purpose::Settle:
            return kSettle;
        case Purpose::Dial:
        case Purpose::Answer:
            return settings_.carrier_limit;
        case Purpose::Init:
        case Purpose::AskPin:
        case Purpose::EnterPin:
        case Purpose::Query:
            return settings_.command_limit;
    }
    return settings_.command_limit;
}

void AtEngine::next_command(TimePoint now) {
    plan_.pop_front();
    tries_ = 0;
    if (plan_.empty()) {
        plan_done(now);
    } else {
        send_command(now);
    }
}

void AtEngine::plan_done(TimePoint now) {
    if (aim_ == Aim::Answer) {
        wait_again(now);
    } else {
        finish(make_error(Errc::Ok, ""));  // a call's plan ends with CONNECT, not here
    }
}

void AtEngine::wait_again(TimePoint now) {
    plan_.clear();
    rings_ = 0;
    remote_.clear();
    enter(Phase::Waiting);
    deadline_ = now + kCheckInterval;
}

void AtEngine::handle_timeout(TimePoint now) {
    if (phase_ == Phase::HangingUp) {
        hang_up_.handle_timeout(now);
        drain_hang_up();
        return;
    }
    if (chat_) {
        chat_->handle_timeout(now);
        ByteSpan nothing;
        follow_chat(now, nothing);
        return;
    }
    if (!deadline_ || now < *deadline_) {
        return;
    }
    deadline_.reset();
    if (phase_ == Phase::Online && maybe_lost_) {
        finish(make_error(Errc::NoCarrier, "the modem says NO CARRIER"));
    } else if (phase_ == Phase::Waiting && rings_ == 0) {
        start(now, Aim::Answer, plan_wait(settings_));
    } else if (phase_ == Phase::Waiting) {
        wait_again(now);  // he stopped ringing
    } else if (!plan_.empty()) {
        command_timeout(now);
    }
}

void AtEngine::command_timeout(TimePoint now) {
    switch (plan_.front().purpose) {
        case Purpose::Wake:
            if (++tries_ < kWakeTries) {
                send_command(now);
            } else {
                finish(silence());
            }
            break;
        case Purpose::Settle:
        case Purpose::Query:
            next_command(now);
            break;
        case Purpose::Dial:
            hang_up(
                now, make_error(Errc::NoAnswer, "no carrier within the limit (carrierSeconds)")
            );
            break;
        case Purpose::Answer:
            hang_up(
                now, make_error(Errc::NoCarrier, "the caller's modem does not come to a carrier")
            );
            break;
        case Purpose::Init:
        case Purpose::AskPin:
        case Purpose::EnterPin:
            finish(silence());
            break;
    }
}

Error AtEngine::silence() const {
    const std::string command = plan_.front().purpose == Purpose::EnterPin
                                    ? std::string(kEnterPin) + "****"
                                    : plan_.front().text;
    if (unknown_lines_ > 0 || splitter_.overlong() > 0) {
        return make_error(
            Errc::UnrecognizedResponse,
            "the modem does not answer " + command +
                " with OK: what comes is no answer of a modem; check speed and device"
        );
    }
    return make_error(
        Errc::DeviceNotReady,
        "the modem does not answer " + command + ": is it switched on, and is it a modem?"
    );
}

}  // namespace mprd::modem
