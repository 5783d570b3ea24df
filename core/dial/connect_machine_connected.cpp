// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The states of a call: Up, Closing.
#include "core/dial/connect_machine.hpp"

namespace mprd::dial {
namespace {

/// The peer hung up on purpose, or we did: no failure of the link.
[[nodiscard]] bool is_deliberate(Errc error) {
    return error == Errc::PppRemoteTerminated || error == Errc::RemoteDisconnection ||
           error == Errc::UserDisconnection || error == Errc::IdleDisconnected ||
           error == Errc::InterfaceDisconnected;
}

/// Reasons that end a call that is up; the others only prevent the next one.
[[nodiscard]] bool ends_call(UnreachableReason reason) {
    return reason == UnreachableReason::AdminDisabled ||
           reason == UnreachableReason::OutOfResources || reason == UnreachableReason::NoDevice;
}

}  // namespace

// ---- Up

void ConnectMachine::on(const Up&, const Connect&) {
    ignored("it is connected");
}
void ConnectMachine::on(const Up&, const PortGranted&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Up&, const PortDenied&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Up&, const LineOpened&) {
    ignored("the line is open");
}
void ConnectMachine::on(const Up&, const LinkReady&) {
    ignored("one more protocol is open");
}
void ConnectMachine::on(const Up& state, const LineClosed& closed) {
    const bool is_persistent = settings_.reconnect == Reconnect::Always;
    const bool is_broken_call = settings_.reconnect == Reconnect::AfterLinkFailure &&
                                state.direction == CallDirection::Outgoing &&
                                !is_deliberate(closed.error);
    if (blocks_.is_empty() && (is_persistent || is_broken_call)) {
        reconnect(
            state,
            is_persistent ? events::DialTrigger::Persistent : events::DialTrigger::LinkFailure,
            closed.error
        );
    } else {
        rest(closed.error);
    }
}
void ConnectMachine::on(const Up& state, const CallBackExpected&) {
    on(state, LineClosed{Errc::RemoteDisconnection});
}
void ConnectMachine::on(const Up&, const PeerCalls&) {
    ignored("packets pass on our call until they do on his");
}
void ConnectMachine::on(const Up& state, const CallConnected& call) {
    // Both called, and his call goes before ours; any other the router refuses.
    emit(DropLine{state.port, Errc::AlreadyConnected});
    come_up(call);
}
void ConnectMachine::on(const Up& state, const HangUp& input) {
    stays_down_ = true;
    close(state.port, input.cause);
}
void ConnectMachine::on(const Up& state, const TrafficSeen& seen) {
    const auto idle_timeout = idle_timeout_of(state);
    if (!idle_timeout) {
        ignored("it is never hung up for being idle");
        return;
    }
    const TimePoint last = seen.last_activity > state.since ? seen.last_activity : state.since;
    const TimePoint idle_at = last + *idle_timeout;
    if (idle_at <= now_) {
        close(state.port, Errc::IdleDisconnected);
    } else {
        std::get<Up>(state_).idle_at = idle_at;
    }
}
void ConnectMachine::on(const Up& state, const Blocked& input) {
    block(input);
    if (ends_call(input.reason)) {
        close(state.port, input.cause);
    }
}
void ConnectMachine::on(const Up&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Up& state) {
    std::get<Up>(state_).idle_at = now_ + kTrafficAnswerLimit;
    emit(CheckTraffic{state.port});
}

// ---- Closing

void ConnectMachine::on(const Closing& state, const Connect& connect) {
    Closing next = state;
    next.then = connect.trigger;
    enter(next, Errc::Ok);
}
void ConnectMachine::on(const Closing&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Closing&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Closing&, const LineOpened&) {
    ignored("it is being closed");
}
void ConnectMachine::on(const Closing&, const LinkReady&) {
    ignored("it is being closed");
}
void ConnectMachine::on(const Closing& state, const LineClosed&) {
    if (state.then && blocks_.is_empty()) {
        acquire(Attempt{*state.then, 1, 0}, state.cause);
    } else {
        rest(state.cause);
    }
}
void ConnectMachine::on(const Closing& state, const CallBackExpected&) {
    on(state, LineClosed{Errc::RemoteDisconnection});
}
void ConnectMachine::on(const Closing&, const PeerCalls&) {
    ignored("it is being closed");
}
void ConnectMachine::on(const Closing& state, const CallConnected& call) {
    emit(DropLine{state.port, state.cause});
    come_up(call);
}
void ConnectMachine::on(const Closing& state, const HangUp& input) {
    stays_down_ = true;
    if (state.then) {
        Closing next = state;
        next.then.reset();
        enter(next, input.cause);
    }
}
void ConnectMachine::on(const Closing&, const TrafficSeen&) {
    ignored("it is being closed");
}
void ConnectMachine::on(const Closing& state, const Blocked& input) {
    block(input);
    if (state.then) {
        Closing next = state;
        next.then.reset();
        enter(next, input.cause);
    }
}
void ConnectMachine::on(const Closing&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Closing& state) {
    emit(DropLine{state.port, state.cause});
    on(state, LineClosed{state.cause});
}

}  // namespace mprd::dial
