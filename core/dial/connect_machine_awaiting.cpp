// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The state of an attempt whose other half is the peer's: Awaiting.
#include "core/dial/connect_machine.hpp"

namespace mprd::dial {

void ConnectMachine::on(const Awaiting&, const Connect&) {
    ignored("an attempt is under way");
}
void ConnectMachine::on(const Awaiting&, const PortGranted&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Awaiting&, const PortDenied&) {
    ignored("nothing was asked for");
}
void ConnectMachine::on(const Awaiting&, const LineOpened&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Awaiting&, const LinkReady&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Awaiting&, const LineClosed&) {
    ignored("no port is held");
}
void ConnectMachine::on(const Awaiting&, const CallBackExpected&) {
    ignored("it waits already");
}
void ConnectMachine::on(const Awaiting& state, const PeerCalls& call) {
    enter(Negotiating{call.port, state.attempt, now_ + kNegotiateLimit}, Errc::Ok);
}
void ConnectMachine::on(const Awaiting&, const CallConnected& call) {
    come_up(call);
}
void ConnectMachine::on(const Awaiting&, const HangUp& input) {
    stays_down_ = true;
    rest(input.cause);
}
void ConnectMachine::on(const Awaiting&, const TrafficSeen&) {
    ignored("no call");
}
void ConnectMachine::on(const Awaiting&, const Blocked& input) {
    block(input);
    rest(input.cause);
}
void ConnectMachine::on(const Awaiting&, const Unblocked& input) {
    unblock(input.reason);
}
void ConnectMachine::on_deadline(const Awaiting& state) {
    next_try(state.attempt, Errc::RequestTimeout);
}

}  // namespace mprd::dial
