// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The states of an attempt: Acquiring, Dialing, Redial, Negotiating.
#include "core/dial/connect_machine.hpp"

namespace mprd::dial {

// ---- Acquiring

void ConnectMachine::on(const Acquiring&, const Connect&) {
    ignored("an attempt is under way");
}
void ConnectMachine::on(const Acquiring& state, const PortGranted& granted) {
    enter(Dialing{granted.port, state.attempt, now_ + kDialLimit}, Errc::Ok);
    emit(OpenLine{granted.port, state.attempt});
}
void ConnectMachine::on(const Acquiring&, const PortDenied& denied) {
    block(Blocked{denied.reason, denied.error, denied.until});
    last_error_ = denied.error;
    rest(denied.error);
}
void ConnectMachine::on(const Acquiring&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Acquiring&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Acquiring&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Acquiring&, const CallBackExpected&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Acquiring&, const PeerCalls&) {
    ignored("our call is not on any line yet");
}
void ConnectMachine::on(const Acquiring&, const CallConnected& call) {
    come_up(call);
}
void ConnectMachine::on(const Acquiring&, const HangUp& input) {
    stays_down_ = true;
    rest(input.cause);
}
void ConnectMachine::on(const Acquiring&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Acquiring&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Acquiring&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Acquiring& state) {
    next_try(state.attempt, Errc::PortNotAvailable);
}

// ---- Dialing

void ConnectMachine::on(const Dialing&, const Connect&) {
    ignored("an attempt is under way");
}
void ConnectMachine::on(const Dialing&, const PortGranted&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Dialing&, const PortDenied&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Dialing& state, const LineOpened&) {
    enter(Negotiating{state.port, state.attempt, now_ + kNegotiateLimit}, Errc::Ok);
}
void ConnectMachine::on(const Dialing&, const LinkReady&) {
    ignored("the line is not open");
}
void ConnectMachine::on(const Dialing& state, const LineClosed& closed) {
    next_try(state.attempt, closed.error);
}
void ConnectMachine::on(const Dialing&, const CallBackExpected&) {
    ignored("the line is not open");
}
void ConnectMachine::on(const Dialing& state, const PeerCalls& call) {
    emit(DropLine{state.port, Errc::AlreadyConnected});
    enter(Negotiating{call.port, state.attempt, now_ + kNegotiateLimit}, Errc::Ok);
}
void ConnectMachine::on(const Dialing& state, const CallConnected& call) {
    emit(DropLine{state.port, Errc::AlreadyConnected});
    come_up(call);
}
void ConnectMachine::on(const Dialing& state, const HangUp& input) {
    stays_down_ = true;
    emit(DropLine{state.port, input.cause});
    rest(input.cause);
}
void ConnectMachine::on(const Dialing&, const TrafficSeen&) {
    ignored("not connected");
}
void ConnectMachine::on(const Dialing& state, const Blocked& input) {
    block(input);
    emit(DropLine{state.port, input.cause});
    rest(input.cause);
}
void ConnectMachine::on(const Dialing&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Dialing& state) {
    emit(DropLine{state.port, Errc::NoAnswer});
    next_try(state.attempt, Errc::NoAnswer);
}

// ---- Redial

void ConnectMachine::on(const Redial&, const Connect&) {
    ignored("an attempt is under way");
}
void ConnectMachine::on(const Redial&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Redial&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Redial&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Redial&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Redial&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Redial&, const CallBackExpected&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Redial&, const PeerCalls&) {
    ignored("our call is not on any line");
}
void ConnectMachine::on(const Redial&, const CallConnected& call) {
    come_up(call);
}
void ConnectMachine::on(const Redial&, const HangUp& input) {
    stays_down_ = true;
    rest(input.cause);
}
void ConnectMachine::on(const Redial&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Redial&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Redial&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Redial& state) {
    acquire(state.attempt, state.last_error);
}

// ---- Negotiating

void ConnectMachine::on(const Negotiating&, const Connect&) {
    ignored("an attempt is under way");
}
void ConnectMachine::on(const Negotiating&, const PortGranted&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Negotiating&, const PortDenied&) {
    ignored("it has a port");
}
void ConnectMachine::on(const Negotiating&, const LineOpened&) {
    ignored("the line is open");
}
void ConnectMachine::on(const Negotiating& state, const LinkReady&) {
    come_up(state.port);
}
void ConnectMachine::on(const Negotiating& state, const LineClosed& closed) {
    next_try(state.attempt, closed.error);
}
void ConnectMachine::on(const Negotiating& state, const CallBackExpected& expected) {
    enter(Awaiting{state.attempt, now_ + expected.limit}, Errc::Ok);
}
void ConnectMachine::on(const Negotiating& state, const PeerCalls& call) {
    if (call.port == state.port) {
        return ignored("his call is held already");
    }
    emit(DropLine{state.port, Errc::AlreadyConnected});
    enter(Negotiating{call.port, state.attempt, now_ + kNegotiateLimit}, Errc::Ok);
}
void ConnectMachine::on(const Negotiating& state, const CallConnected& call) {
    if (call.port != state.port) {
        emit(DropLine{state.port, Errc::AlreadyConnected});
    }
    come_up(call);
}
void ConnectMachine::on(const Negotiating& state, const HangUp& input) {
    stays_down_ = true;
    close(state.port, input.cause);
}
void ConnectMachine::on(const Negotiating&, const TrafficSeen&) {
    ignored("not connected");
}
void ConnectMachine::on(const Negotiating& state, const Blocked& input) {
    block(input);
    close(state.port, input.cause);
}
void ConnectMachine::on(const Negotiating&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Negotiating& state) {
    emit(DropLine{state.port, Errc::PppTimeout});
    next_try(state.attempt, Errc::PppTimeout);
}

}  // namespace mprd::dial
