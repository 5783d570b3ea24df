// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The states without a call: Disabled, Idle, Backoff.
#include "core/dial/connect_machine.hpp"

namespace mprd::dial {

// ---- Disabled

void ConnectMachine::on(const Disabled&, const Connect&) {
    ignored("the connect decision refuses while a reason stands");
}
void ConnectMachine::on(const Disabled&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Disabled&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Disabled&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Disabled&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Disabled&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Disabled&, const CallBackExpected&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Disabled&, const PeerCalls&) {
    ignored("no call of ours crosses his");
}
void ConnectMachine::on(const Disabled&, const CallConnected& call) {
    // Hours and pause prevent calling, not being called; the router refuses for a disabled one.
    come_up(call);
}
void ConnectMachine::on(const Disabled&, const HangUp&) {
    stays_down_ = true;
}
void ConnectMachine::on(const Disabled&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Disabled&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Disabled&, const Unblocked& input) {
    unblock(input.reason);
    rest(Errc::Ok);
}
void ConnectMachine::on_deadline(const Disabled&) {
    unblock(timed_reason_);
    rest(Errc::Ok);
}

// ---- Idle

void ConnectMachine::on(const Idle&, const Connect& connect) {
    acquire(Attempt{connect.trigger, 1, 0}, Errc::Ok);
}
void ConnectMachine::on(const Idle&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Idle&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Idle&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Idle&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Idle&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Idle&, const CallBackExpected&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Idle&, const PeerCalls&) {
    ignored("no call of ours crosses his");
}
void ConnectMachine::on(const Idle&, const CallConnected& call) {
    come_up(call);
}
void ConnectMachine::on(const Idle&, const HangUp&) {
    stays_down_ = true;
}
void ConnectMachine::on(const Idle&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Idle&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Idle&, const Unblocked&) {
    ignored("no reason stands");
}
void ConnectMachine::on_deadline(const Idle&) {
    ignored("has no deadline");
}

// ---- Backoff

void ConnectMachine::on(const Backoff&, const Connect& connect) {
    acquire(Attempt{connect.trigger, 1, 0}, Errc::Ok);
}
void ConnectMachine::on(const Backoff&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Backoff&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Backoff&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Backoff&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Backoff&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Backoff&, const CallBackExpected&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Backoff&, const PeerCalls&) {
    ignored("no call of ours crosses his");
}
void ConnectMachine::on(const Backoff&, const CallConnected& call) {
    come_up(call);
}
void ConnectMachine::on(const Backoff&, const HangUp&) {
    stays_down_ = true;
}
void ConnectMachine::on(const Backoff&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Backoff&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Backoff&, const Unblocked&) {
    ignored("no reason stands");
}
void ConnectMachine::on_deadline(const Backoff&) {
    rest(Errc::Ok);
}

}  // namespace mprd::dial
