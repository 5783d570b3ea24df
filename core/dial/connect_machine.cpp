// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/connect_machine.hpp"

#include "core/dial/backoff.hpp"

#include <algorithm>
#include <cassert>
#include <type_traits>
#include <utility>

namespace mprd::dial {
namespace {

constexpr const char* kPhases[] = {
    "disabled",
    "idle",
    "acquiring",
    "dialing",
    "redial",
    "negotiating",
    "awaiting",
    "up",
    "closing",
    "backoff",
};
static_assert(std::size(kPhases) == std::variant_size_v<MachineState>);

}  // namespace

void ConnectMachine::handle(TimePoint now, const MachineInput& input) {
    assert(now >= now_);
    now_ = now;
    std::visit(
        [this](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            if constexpr (std::is_same_v<Message, Configure>) {
                configure(message.settings);
            } else {
                const MachineState before = state_;  // handlers read it while state_ changes
                std::visit([&](const auto& state) { on(state, message); }, before);
            }
        },
        input
    );
}

void ConnectMachine::handle_timeout(TimePoint now) {
    assert(now >= now_);
    now_ = now;
    const auto deadline = next_deadline();
    if (!deadline || *deadline > now) {
        return;
    }
    const MachineState before = state_;
    std::visit([this](const auto& state) { on_deadline(state); }, before);
}

std::optional<MachineOutput> ConnectMachine::poll_output() {
    return outputs_.poll();
}

std::optional<TimePoint> ConnectMachine::next_deadline() const {
    return std::visit(
        [this](const auto& state) -> std::optional<TimePoint> {
            if constexpr (requires { state.give_up_at; }) {
                return state.give_up_at;
            } else if constexpr (requires { state.retry_at; }) {
                return state.retry_at;
            } else if constexpr (requires { state.idle_at; }) {
                return state.idle_at;
            } else if constexpr (std::is_same_v<std::decay_t<decltype(state)>, Disabled>) {
                return blocked_until_;
            } else {
                return std::nullopt;
            }
        },
        state_
    );
}

void ConnectMachine::enter(MachineState next, Errc cause) {
    const bool was_connecting = is_connecting();
    const char* from_phase = phase();
    state_ = std::move(next);

    StateChanged changed{
        .from_phase = from_phase,
        .to_phase = phase(),
        .from = shown_state_,
        .to = connection_state(),
        .reasons = reasons(),
        .last_error = last_error_,
        .cause = cause,
        .is_visible = true,
    };
    changed.is_visible = changed.from != changed.to || changed.reasons != shown_reasons_ ||
                         changed.last_error != shown_error_;
    shown_state_ = changed.to;
    shown_reasons_ = changed.reasons;
    shown_error_ = changed.last_error;
    emit(changed);
    if (was_connecting && !is_connecting()) {
        emit(AttemptEnded{std::holds_alternative<Up>(state_) ? Errc::Ok : cause});
    }
    check_invariants();
}

void ConnectMachine::check_invariants() const {
    assert(
        std::holds_alternative<Disabled>(state_) ==
        (!blocks_.is_empty() && connection_state() == ConnectionState::Unreachable)
    );
    if (const auto* backoff = std::get_if<Backoff>(&state_)) {
        assert(backoff->retry_at > now_);
        static_cast<void>(backoff);
    }
    if (const auto* redial = std::get_if<Redial>(&state_)) {
        assert(redial->retry_at > now_);
        assert(redial->attempt.round <= settings_.redial_attempts + 1);
        static_cast<void>(redial);
    }
}

void ConnectMachine::configure(const MachineSettings& settings) {
    settings_ = settings;
    settings_.target_count = std::max(settings_.target_count, 1U);
    if (auto* up = std::get_if<Up>(&state_)) {
        // Look at the traffic now: the answer arms the timer anew.
        up->idle_at.reset();
        if (idle_timeout_of(*up)) {
            up->idle_at = now_ + kTrafficAnswerLimit;
            emit(CheckTraffic{up->port});
        }
    } else if (auto* redial = std::get_if<Redial>(&state_)) {
        redial->attempt.round = std::min(redial->attempt.round, settings_.redial_attempts + 1);
    }
    if (std::holds_alternative<Idle>(state_) && settings_.reconnect == Reconnect::Always &&
        !stays_down_) {
        emit(WantsDial{});
    }
}

void ConnectMachine::rest(Errc cause) {
    if (backoff_until_ && *backoff_until_ <= now_) {
        backoff_until_.reset();
    }
    if (!blocks_.is_empty()) {
        enter(Disabled{}, cause);
    } else if (backoff_until_) {
        enter(Backoff{failures_, *backoff_until_, last_error_}, cause);
    } else {
        enter(Idle{}, cause);
        if (settings_.reconnect == Reconnect::Always && !stays_down_) {
            emit(WantsDial{});
        }
    }
}

void ConnectMachine::acquire(Attempt attempt, Errc cause) {
    stays_down_ = false;
    enter(Acquiring{attempt, now_, now_ + kAcquireLimit}, cause);
    emit(AcquirePort{attempt});
}

void ConnectMachine::next_try(Attempt attempt, Errc error) {
    if (attempt.target + 1 < settings_.target_count) {
        ++attempt.target;
        emit(AttemptFailed{error, false, {}});
        acquire(attempt, error);
        return;
    }
    if (attempt.round <= settings_.redial_attempts) {
        ++attempt.round;
        attempt.target = 0;
        emit(AttemptFailed{error, false, settings_.redial_interval});
        enter(Redial{attempt, now_ + settings_.redial_interval, error}, error);
        return;
    }
    give_up(error);
}

void ConnectMachine::give_up(Errc error) {
    ++failures_;
    last_error_ = error;
    const Duration wait =
        backoff_wait(failures_, settings_.min_unreachability, settings_.max_unreachability);
    backoff_until_ = now_ + wait;
    emit(AttemptFailed{error, true, wait});
    rest(error);
}

void ConnectMachine::reconnect(const Up& up, events::DialTrigger trigger, Errc error) {
    const Attempt attempt{trigger, 1, 0};
    // A link that breaks as soon as it is up would otherwise be dialled without a pause.
    if (now_ - up.since < settings_.redial_interval) {
        enter(Redial{attempt, now_ + settings_.redial_interval, error}, error);
    } else {
        acquire(attempt, error);
    }
}

void ConnectMachine::come_up(PortId port) {
    come_up(Up{port, CallDirection::Outgoing, now_, std::nullopt, std::nullopt});
}

void ConnectMachine::come_up(const CallConnected& call) {
    come_up(Up{call.port, CallDirection::Incoming, now_, std::nullopt, call.idle_timeout});
}

void ConnectMachine::come_up(Up up) {
    failures_ = 0;
    backoff_until_.reset();
    last_error_ = Errc::Ok;
    stays_down_ = false;
    if (const auto idle_timeout = idle_timeout_of(up)) {
        up.idle_at = now_ + *idle_timeout;
    }
    enter(up, Errc::Ok);
}

std::optional<Duration> ConnectMachine::idle_timeout_of(const Up& up) const {
    return up.direction == CallDirection::Outgoing ? settings_.idle_timeout
                                                   : up.incoming_idle_timeout;
}

void ConnectMachine::close(PortId port, Errc cause) {
    enter(Closing{port, cause, now_ + kCloseLimit, std::nullopt}, cause);
    emit(CloseLine{port, cause});
}

void ConnectMachine::block(const Blocked& input) {
    blocks_.add(input.reason);
    if (input.until) {
        blocked_until_ = input.until;
        timed_reason_ = input.reason;
    }
    if (input.reason == UnreachableReason::OutOfResources) {
        last_error_ = input.cause;
    }
}

void ConnectMachine::unblock(UnreachableReason reason) {
    blocks_.remove(reason);
    if (reason == UnreachableReason::OutOfResources &&
        (last_error_ == Errc::DeviceNotReady || last_error_ == Errc::HardwareFailure)) {
        backoff_until_.reset();  // the device is back: what failed for want of it need not wait
    }
    if (blocked_until_ && timed_reason_ == reason) {
        blocked_until_.reset();
    }
}

bool ConnectMachine::is_connecting() const {
    const auto* closing = std::get_if<Closing>(&state_);
    return std::holds_alternative<Acquiring>(state_) || std::holds_alternative<Dialing>(state_) ||
           std::holds_alternative<Redial>(state_) || std::holds_alternative<Negotiating>(state_) ||
           std::holds_alternative<Awaiting>(state_) || (closing != nullptr && closing->then);
}

ConnectionState ConnectMachine::connection_state() const {
    if (std::holds_alternative<Up>(state_)) {
        return ConnectionState::Connected;
    }
    if (is_connecting()) {
        return ConnectionState::Connecting;
    }
    const bool is_unreachable =
        std::holds_alternative<Disabled>(state_) || std::holds_alternative<Backoff>(state_);
    return is_unreachable ? ConnectionState::Unreachable : ConnectionState::Disconnected;
}

UnreachableReasons ConnectMachine::reasons() const {
    if (connection_state() != ConnectionState::Unreachable) {
        return {};
    }
    UnreachableReasons reasons = blocks_;
    if (backoff_until_) {
        reasons.add(UnreachableReason::ConnectionFailure);
    }
    return reasons;
}

const char* ConnectMachine::phase() const {
    return kPhases[state_.index()];
}

PortId ConnectMachine::port() const {
    return std::visit(
        [](const auto& state) {
            if constexpr (requires { state.port; }) {
                return state.port;
            } else {
                return PortId{};
            }
        },
        state_
    );
}

std::optional<TimePoint> ConnectMachine::retry_at() const {
    if (const auto* redial = std::get_if<Redial>(&state_)) {
        return redial->retry_at;
    }
    return std::holds_alternative<Up>(state_) ? std::nullopt : backoff_until_;
}

}  // namespace mprd::dial
