// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/events/why_record.hpp"
#include "core/tables/interface_types.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <variant>

namespace mprd::dial {

/// Whether a connected interface is dialled again by itself.
enum class Reconnect {
    /// It waits for the next reason to dial.
    Never,
    AfterLinkFailure,  ///< RedialOnLinkFailure: outgoing calls that broke
    Always,            ///< persistent: also at start, and after a back-off
};

/// The part of the interface's policy that the machine acts on.
struct MachineSettings {
    /// Rounds after the first one; each tries every number.
    std::uint32_t redial_attempts = 0;
    /// Wait between two rounds.
    Duration redial_interval = std::chrono::seconds{60};
    /// First wait of the back-off and its step; see backoff_wait().
    Duration min_unreachability = std::chrono::seconds{600};
    /// Longest wait of the back-off.
    Duration max_unreachability = std::chrono::seconds{21600};
    /// Of outgoing calls only; nullopt: never hung up for being idle.
    std::optional<Duration> idle_timeout;
    /// What a lost link or the end of a back-off leads to.
    Reconnect reconnect = Reconnect::Never;
    std::uint32_t target_count = 1;  ///< numbers to try, at least 1
};

/// Which number of which round of one connection attempt.
struct Attempt {
    /// Who asked for the attempt; kept over all its rounds.
    events::DialTrigger trigger = events::DialTrigger::Administrator;
    std::uint32_t round = 1;   ///< 1 is the first, then redials
    std::uint32_t target = 0;  ///< index of the number
};

// ---- inputs

/// The policy changed; may come in any state.
struct Configure {
    MachineSettings settings;
};
/// The connect decision said yes.
/// Starts an attempt unless one is under way or the interface is connected.
struct Connect {
    events::DialTrigger trigger = events::DialTrigger::Administrator;
};
/// Answers to AcquirePort.
/// The port is the machine's until LineClosed or DropLine.
struct PortGranted {
    PortId port;
};
/// There is none: `reason` blocks the interface, until `until` if that is given.
struct PortDenied {
    Errc error = Errc::PortNotAvailable;
    UnreachableReason reason = UnreachableReason::OutOfResources;
    std::optional<TimePoint> until;
};
/// The line is open; PPP negotiates.
/// Answer to OpenLine.
struct LineOpened {};
/// A network protocol is open: packets can pass.
struct LinkReady {};
/// The call on the machine's port is over.
/// Whoever ended it; `error` says why.
struct LineClosed {
    Errc error = Errc::Ok;
};
/// The call on the machine's port is over, because the peer calls back; `limit` is how long to wait
/// for that.
struct CallBackExpected {
    Duration limit{};
};
/// Both called: somebody who proved to be the peer of this interface negotiates on that port, and
/// his call goes before ours. It becomes the one that the machine holds; LineClosed or
/// CallConnected follows.
struct PeerCalls {
    PortId port;
};
/// Somebody called, proved to be the peer of this interface, and packets can pass on that port.
struct CallConnected {
    PortId port;
    std::optional<Duration> idle_timeout{};  ///< of this call; nullopt: the caller hangs up
};
/// End the call or the attempt; waiting requests complete with `cause`.
struct HangUp {
    Errc cause = Errc::InterfaceDisconnected;
};
/// Answer to CheckTraffic.
/// When an IP packet last passed; the machine hangs up with 926, or looks again later.
struct TrafficSeen {
    TimePoint last_activity;
};
/// The interface may not dial, for one more reason. `until` is when the reason ends by itself.
struct Blocked {
    UnreachableReason reason = UnreachableReason::AdminDisabled;
    Errc cause = Errc::InterfaceDisabled;
    std::optional<TimePoint> until;
};
/// The reason stands no longer; others may.
struct Unblocked {
    UnreachableReason reason = UnreachableReason::AdminDisabled;
};

using MachineInput = std::variant<
    Configure,
    Connect,
    PortGranted,
    PortDenied,
    LineOpened,
    LinkReady,
    LineClosed,
    CallBackExpected,
    PeerCalls,
    CallConnected,
    HangUp,
    TrafficSeen,
    Blocked,
    Unblocked>;

// ---- outputs

/// PortGranted or PortDenied follows.
/// For the number `attempt.target`.
struct AcquirePort {
    Attempt attempt;
};
/// Dial this number on this port: LineOpened or LineClosed follows.
struct OpenLine {
    PortId port;
    Attempt attempt;
};
/// End the call properly; LineClosed follows.
struct CloseLine {
    PortId port;
    Errc cause = Errc::Ok;
};
/// The machine has let go of the port, whatever is on it: close it. No LineClosed.
struct DropLine {
    PortId port;
    Errc cause = Errc::Ok;
};
/// TrafficSeen follows.
/// The idle time may be over.
struct CheckTraffic {
    PortId port;
};
/// A persistent interface has nothing in the way any more: ask the connect decision.
struct WantsDial {};
/// One number failed.
struct AttemptFailed {
    Errc error = Errc::Ok;
    /// True: no further number and round, the back-off starts.
    bool gives_up = false;
    /// Redial wait or back-off; zero: the next number at once.
    Duration next_try_in{};
};
/// The whole attempt is over: Ok when the interface is connected. Exactly once for each time that
/// the machine began to connect.
struct AttemptEnded {
    /// For the requests that wait for this attempt.
    Errc result = Errc::Ok;
};
/// The machine entered a state. Several phases look the same to an administrator.
struct StateChanged {
    /// Words of ConnectMachine::phase(); static text.
    const char* from_phase = "";
    const char* to_phase = "";
    /// As an administrator sees it, before and after.
    ConnectionState from = ConnectionState::Disconnected;
    ConnectionState to = ConnectionState::Disconnected;
    /// After the change.
    UnreachableReasons reasons;
    Errc last_error = Errc::Ok;
    /// What led to the change; Ok by request.
    Errc cause = Errc::Ok;
    bool is_visible = true;  ///< state, reasons or last error differ from the last StateChanged
};

using MachineOutput = std::variant<
    AcquirePort,
    OpenLine,
    CloseLine,
    DropLine,
    CheckTraffic,
    WantsDial,
    AttemptFailed,
    AttemptEnded,
    StateChanged>;

}  // namespace mprd::dial
