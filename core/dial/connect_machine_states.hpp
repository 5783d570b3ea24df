// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dial/connect_machine_messages.hpp"

#include <optional>
#include <variant>

namespace mprd::dial {

// Each state owns exactly what is valid in it.

/// May not dial: ConnectMachine::reasons() says why.
struct Disabled {};
/// Disconnected, and free to dial.
struct Idle {};
/// Waits for a port.
struct Acquiring {
    /// What the port is for.
    Attempt attempt;
    /// When the wait began.
    TimePoint since;
    /// kAcquireLimit after `since`.
    TimePoint give_up_at;
};
/// The line is being opened.
struct Dialing {
    PortId port;
    Attempt attempt;
    /// kDialLimit after the start.
    TimePoint give_up_at;
};
/// Waits between two rounds, without a port.
struct Redial {
    Attempt attempt;  ///< the one to come
    /// When the next round starts.
    TimePoint retry_at;
    /// Why the last number failed.
    Errc last_error = Errc::Ok;
};
/// The line is open, PPP has not agreed yet.
struct Negotiating {
    PortId port;
    Attempt attempt;
    /// kNegotiateLimit after the line opened.
    TimePoint give_up_at;
};
/// The peer has hung up and is about to call back; no port is held.
struct Awaiting {
    Attempt attempt;
    /// CallBackExpected::limit after the end of our call.
    TimePoint give_up_at;
};
/// Who called.
enum class CallDirection {
    /// We did: the idle time counts and a lost link may be dialled again.
    Outgoing,
    /// The peer did, and hangs up when he likes or has been idle for as long as his call may be.
    Incoming,
};
/// Packets can pass.
struct Up {
    PortId port;
    CallDirection direction = CallDirection::Outgoing;
    /// When the interface came up.
    TimePoint since;
    std::optional<TimePoint> idle_at;  ///< next look at the idle time
    /// Of an incoming call: CallConnected::idle_timeout.
    std::optional<Duration> incoming_idle_timeout{};
};
/// CloseLine was asked, LineClosed has not come.
struct Closing {
    PortId port;
    /// Why it is being closed.
    Errc cause = Errc::Ok;
    /// kCloseLimit after the start.
    TimePoint give_up_at;
    std::optional<events::DialTrigger> then;  ///< asked for while closing
};
/// Unreachable after an attempt that was given up; an administrator may still dial.
struct Backoff {
    std::uint32_t attempt = 0;  ///< failures in a row
    /// When the interface is reachable again.
    TimePoint retry_at;
    Errc last_error = Errc::Ok;
};

using MachineState = std::variant<
    Disabled,
    Idle,
    Acquiring,
    Dialing,
    Redial,
    Negotiating,
    Awaiting,
    Up,
    Closing,
    Backoff>;

}  // namespace mprd::dial
