// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/fifo.hpp"
#include "core/dial/connect_machine_messages.hpp"
#include "core/dial/connect_machine_states.hpp"

#include <cstdint>
#include <optional>

namespace mprd::dial {

/// Limits of one attempt, so that nothing is half up for ever.
/// From AcquirePort to its answer.
inline constexpr Duration kAcquireLimit = std::chrono::seconds{30};
/// From OpenLine to LineOpened. Longer than any limit of a device (a modem's wait for carrier): the
/// device's own error says more than ours.
inline constexpr Duration kDialLimit = std::chrono::seconds{180};
/// Longer than PppConfig::negotiation_limit: the engine's own error says more than ours.
/// From LineOpened to LinkReady.
inline constexpr Duration kNegotiateLimit = std::chrono::seconds{75};
/// From CloseLine to LineClosed.
inline constexpr Duration kCloseLimit = std::chrono::seconds{5};
/// If nobody answers CheckTraffic, ask again.
inline constexpr Duration kTrafficAnswerLimit = std::chrono::seconds{5};

/// The life of one demand-dial interface (reference/demand-dial-behaviour.md section 4). Policy
/// only: it sees lines open and close, not what is on them.
///
///            Blocked                  Connect
///   Disabled <------- Idle ---------------------> Acquiring <------------------------+
///      |  Unblocked   ^ ^ ^                          | PortGranted                   |
///      +--------------+ | |                          v                   retry_at    |
///                       | |                       Dialing ----LineClosed---> Redial -+
///           retry_at    | |                          | LineOpened              ^
///   Backoff ------------+ |                          v                         |
///      ^                  |                     Negotiating ----LineClosed-----+
///      | last round       | LineClosed               | LinkReady               |
///      | failed           |                          v                         |
///      |               Closing <--HangUp, idle----- Up ------------------------+
///      +--- (from Dialing, Negotiating)              ^      lost, reconnect wanted
///                                                    | CallConnected (from any state)
///
/// Negotiating --CallBackExpected--> Awaiting --PeerCalls--> Negotiating: the peer calls back.
///
/// docs/dev/connect-machine.md lists every transition.
///
/// Contract as for every engine: one input or handle_timeout(), then poll_output() until empty,
/// then arm next_deadline(). Inputs about a line concern the port that the machine holds now.
class ConnectMachine {
public:
    /// Starts in Idle and emits nothing.
    explicit ConnectMachine(MachineSettings settings) : settings_(settings) {}

    /// `now` never decreases. An input that means nothing in the state is ignored.
    void handle(TimePoint now, const MachineInput& input);
    /// Does what is due; nothing before next_deadline().
    void handle_timeout(TimePoint now);
    /// The oldest output; nothing when all are taken.
    [[nodiscard]] std::optional<MachineOutput> poll_output();
    /// End of the limit, the wait or the look at idle time that the state has; an idle machine has
    /// none.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;

    /// For tests and views; the phase is its name.
    [[nodiscard]] const MachineState& state() const { return state_; }
    /// What an administrator sees.
    [[nodiscard]] ConnectionState connection_state() const;
    /// Empty unless unreachable.
    [[nodiscard]] UnreachableReasons reasons() const;
    /// Also what does not show because the interface is connected.
    [[nodiscard]] UnreachableReasons blocks() const { return blocks_; }
    /// Why the last attempt failed; Ok again once the interface is connected.
    [[nodiscard]] Errc last_error() const { return last_error_; }
    /// Attempts given up in a row; the back-off grows with it.
    [[nodiscard]] std::uint32_t failures() const { return failures_; }
    /// Also while another state covers the back-off.
    [[nodiscard]] bool is_backing_off() const { return backoff_until_.has_value(); }
    /// "disabled", "idle", "acquiring", "dialing", "redial", "negotiating", "awaiting", "up",
    /// "closing", "backoff".
    [[nodiscard]] const char* phase() const;
    /// The port that it holds, zero if none.
    [[nodiscard]] PortId port() const;
    /// The end of the redial wait or of the back-off; nothing while up or with neither.
    [[nodiscard]] std::optional<TimePoint> retry_at() const;

private:
    // One overload set for each state, in connect_machine_<state group>.cpp, listing every input:
    // a new input does not compile until each state has answered it.
    /// Disabled: left when no reason is there any more, or when the peer calls.
    void on(const Disabled&, const Connect&);
    void on(const Disabled&, const PortGranted&);
    void on(const Disabled&, const PortDenied&);
    void on(const Disabled&, const LineOpened&);
    void on(const Disabled&, const LinkReady&);
    void on(const Disabled&, const LineClosed&);
    void on(const Disabled&, const CallBackExpected&);
    void on(const Disabled&, const PeerCalls&);
    void on(const Disabled&, const CallConnected&);
    void on(const Disabled&, const HangUp&);
    void on(const Disabled&, const TrafficSeen&);
    void on(const Disabled&, const Blocked&);
    void on(const Disabled&, const Unblocked&);

    /// Idle: waits for Connect, Blocked or a call of the peer.
    void on(const Idle&, const Connect&);
    void on(const Idle&, const PortGranted&);
    void on(const Idle&, const PortDenied&);
    void on(const Idle&, const LineOpened&);
    void on(const Idle&, const LinkReady&);
    void on(const Idle&, const LineClosed&);
    void on(const Idle&, const CallBackExpected&);
    void on(const Idle&, const PeerCalls&);
    void on(const Idle&, const CallConnected&);
    void on(const Idle&, const HangUp&);
    void on(const Idle&, const TrafficSeen&);
    void on(const Idle&, const Blocked&);
    void on(const Idle&, const Unblocked&);

    /// Acquiring: waits for the answer to AcquirePort; holds no port.
    void on(const Acquiring&, const Connect&);
    void on(const Acquiring&, const PortGranted&);
    void on(const Acquiring&, const PortDenied&);
    void on(const Acquiring&, const LineOpened&);
    void on(const Acquiring&, const LinkReady&);
    void on(const Acquiring&, const LineClosed&);
    void on(const Acquiring&, const CallBackExpected&);
    void on(const Acquiring&, const PeerCalls&);
    void on(const Acquiring&, const CallConnected&);
    void on(const Acquiring&, const HangUp&);
    void on(const Acquiring&, const TrafficSeen&);
    void on(const Acquiring&, const Blocked&);
    void on(const Acquiring&, const Unblocked&);

    /// Dialing: holds a port whose line is being opened.
    void on(const Dialing&, const Connect&);
    void on(const Dialing&, const PortGranted&);
    void on(const Dialing&, const PortDenied&);
    void on(const Dialing&, const LineOpened&);
    void on(const Dialing&, const LinkReady&);
    void on(const Dialing&, const LineClosed&);
    void on(const Dialing&, const CallBackExpected&);
    void on(const Dialing&, const PeerCalls&);
    void on(const Dialing&, const CallConnected&);
    void on(const Dialing&, const HangUp&);
    void on(const Dialing&, const TrafficSeen&);
    void on(const Dialing&, const Blocked&);
    void on(const Dialing&, const Unblocked&);

    /// Redial: waits for the next round; holds no port.
    void on(const Redial&, const Connect&);
    void on(const Redial&, const PortGranted&);
    void on(const Redial&, const PortDenied&);
    void on(const Redial&, const LineOpened&);
    void on(const Redial&, const LinkReady&);
    void on(const Redial&, const LineClosed&);
    void on(const Redial&, const CallBackExpected&);
    void on(const Redial&, const PeerCalls&);
    void on(const Redial&, const CallConnected&);
    void on(const Redial&, const HangUp&);
    void on(const Redial&, const TrafficSeen&);
    void on(const Redial&, const Blocked&);
    void on(const Redial&, const Unblocked&);

    /// Negotiating: the line is open; waits for LinkReady.
    void on(const Negotiating&, const Connect&);
    void on(const Negotiating&, const PortGranted&);
    void on(const Negotiating&, const PortDenied&);
    void on(const Negotiating&, const LineOpened&);
    void on(const Negotiating&, const LinkReady&);
    void on(const Negotiating&, const LineClosed&);
    void on(const Negotiating&, const CallBackExpected&);
    void on(const Negotiating&, const PeerCalls&);
    void on(const Negotiating&, const CallConnected&);
    void on(const Negotiating&, const HangUp&);
    void on(const Negotiating&, const TrafficSeen&);
    void on(const Negotiating&, const Blocked&);
    void on(const Negotiating&, const Unblocked&);

    /// Awaiting: the peer is to call back; waits for PeerCalls or CallConnected.
    void on(const Awaiting&, const Connect&);
    void on(const Awaiting&, const PortGranted&);
    void on(const Awaiting&, const PortDenied&);
    void on(const Awaiting&, const LineOpened&);
    void on(const Awaiting&, const LinkReady&);
    void on(const Awaiting&, const LineClosed&);
    void on(const Awaiting&, const CallBackExpected&);
    void on(const Awaiting&, const PeerCalls&);
    void on(const Awaiting&, const CallConnected&);
    void on(const Awaiting&, const HangUp&);
    void on(const Awaiting&, const TrafficSeen&);
    void on(const Awaiting&, const Blocked&);
    void on(const Awaiting&, const Unblocked&);

    /// Up: packets pass; leaves at LineClosed, HangUp, idle time or a reason that ends calls.
    void on(const Up&, const Connect&);
    void on(const Up&, const PortGranted&);
    void on(const Up&, const PortDenied&);
    void on(const Up&, const LineOpened&);
    void on(const Up&, const LinkReady&);
    void on(const Up&, const LineClosed&);
    void on(const Up&, const CallBackExpected&);
    void on(const Up&, const PeerCalls&);
    void on(const Up&, const CallConnected&);
    void on(const Up&, const HangUp&);
    void on(const Up&, const TrafficSeen&);
    void on(const Up&, const Blocked&);
    void on(const Up&, const Unblocked&);

    /// Closing: waits for LineClosed; a Connect meanwhile is remembered.
    void on(const Closing&, const Connect&);
    void on(const Closing&, const PortGranted&);
    void on(const Closing&, const PortDenied&);
    void on(const Closing&, const LineOpened&);
    void on(const Closing&, const LinkReady&);
    void on(const Closing&, const LineClosed&);
    void on(const Closing&, const CallBackExpected&);
    void on(const Closing&, const PeerCalls&);
    void on(const Closing&, const CallConnected&);
    void on(const Closing&, const HangUp&);
    void on(const Closing&, const TrafficSeen&);
    void on(const Closing&, const Blocked&);
    void on(const Closing&, const Unblocked&);

    /// Backoff: as Idle, with the end of the wait as deadline.
    void on(const Backoff&, const Connect&);
    void on(const Backoff&, const PortGranted&);
    void on(const Backoff&, const PortDenied&);
    void on(const Backoff&, const LineOpened&);
    void on(const Backoff&, const LinkReady&);
    void on(const Backoff&, const LineClosed&);
    void on(const Backoff&, const CallBackExpected&);
    void on(const Backoff&, const PeerCalls&);
    void on(const Backoff&, const CallConnected&);
    void on(const Backoff&, const HangUp&);
    void on(const Backoff&, const TrafficSeen&);
    void on(const Backoff&, const Blocked&);
    void on(const Backoff&, const Unblocked&);

    /// One for each state: its deadline has come.
    void on_deadline(const Disabled&);
    void on_deadline(const Idle&);
    void on_deadline(const Acquiring&);
    void on_deadline(const Dialing&);
    void on_deadline(const Redial&);
    void on_deadline(const Negotiating&);
    void on_deadline(const Awaiting&);
    void on_deadline(const Up&);
    void on_deadline(const Closing&);
    void on_deadline(const Backoff&);

    /// The only place that assigns state_.
    void enter(MachineState next, Errc cause);
    /// Asserts what each state promises; nothing in a release build.
    void check_invariants() const;
    /// New settings take effect at once, also for the idle time of a call that is up.
    void configure(const MachineSettings& settings);

    /// Goes to the state without work that fits: Disabled, Backoff or Idle.
    void rest(Errc cause);
    /// Asks for a port for this number.
    void acquire(Attempt attempt, Errc cause);
    /// After a failed number: the next number, then the next round, then give_up().
    void next_try(Attempt attempt, Errc error);
    /// Counts the failure and starts the back-off.
    void give_up(Errc error);
    /// Dials again after a lost link, with a pause if the link was up only shortly.
    void reconnect(const Up& up, events::DialTrigger trigger, Errc error);
    /// Our call is up; so is the peer's. Both forget failures and back-off and start the idle
    /// clock.
    void come_up(PortId port);
    void come_up(const CallConnected& call);
    void come_up(Up up);
    /// Who calls pays and hangs up: the interface's own limit is for our calls, the limit of an
    /// incoming one comes with it. nullopt: never hung up for being idle.
    [[nodiscard]] std::optional<Duration> idle_timeout_of(const Up& up) const;
    /// Ends the call on `port` properly.
    void close(PortId port, Errc cause);
    /// Adds a reason; the state is changed by the caller.
    void block(const Blocked& input);
    void unblock(UnreachableReason reason);
    void emit(MachineOutput output) { outputs_.push(std::move(output)); }
    /// Says in the code why an input does nothing.
    static void ignored(const char* /*why*/) {}

    /// True from the first Acquiring to Up or to the end of the attempt.
    [[nodiscard]] bool is_connecting() const;

    /// As of the last Configure.
    MachineSettings settings_;
    /// Assigned by enter() alone.
    MachineState state_ = Idle{};
    /// Of the call that is being handled.
    TimePoint now_{};
    /// Reasons given by Blocked and not taken back.
    UnreachableReasons blocks_;
    std::optional<TimePoint> blocked_until_;  ///< the end of the one reason that ends by itself
    UnreachableReason timed_reason_ = UnreachableReason::DialoutHours;
    /// Absent: no back-off.
    std::optional<TimePoint> backoff_until_;
    std::uint32_t failures_ = 0;
    Errc last_error_ = Errc::Ok;
    bool stays_down_ = false;  ///< hung up by somebody: a persistent interface waits to be asked
    /// What the last StateChanged said, to tell which change is visible.
    ConnectionState shown_state_ = ConnectionState::Disconnected;
    UnreachableReasons shown_reasons_;
    Errc shown_error_ = Errc::Ok;
    Fifo<MachineOutput> outputs_;
};

}  // namespace mprd::dial
