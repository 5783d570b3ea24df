// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/automaton.hpp"
#include "core/ppp/link_context.hpp"
#include "core/ppp/restart_timer.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/options.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace mprd::ppp {

/// What a protocol tells the layer above (RFC 1661 section 4.4, tlu, tld and tlf).
enum class LayerEvent {
    /// This-Layer-Up: both directions are agreed.
    Up,
    /// This-Layer-Down: the protocol has left Opened.
    Down,
    /// This-Layer-Finished: the lower layer is needed no longer.
    Finished,
};

/// The mechanism that LCP and all network control protocols share: the automaton of RFC 1661, its
/// restart timer and counter, identifiers, and the exchange of option lists. A derived class says
/// which options it wants and what it thinks of the peer's.
///
/// Nothing calls out of a protocol: packets go to the LinkContext, layer events wait in
/// poll_layer_event(), a failure stays in failure() until the next lower_up().
class ControlProtocol {
public:
    /// `protocol` is the PPP protocol number of its packets. `link` must outlive the object.
    ControlProtocol(std::uint16_t protocol, const RestartLimits& limits, LinkContext& link);
    virtual ~ControlProtocol() = default;
    ControlProtocol(const ControlProtocol&) = delete;
    ControlProtocol& operator=(const ControlProtocol&) = delete;

    /// The Open event of RFC 1661 section 4.3. Sends nothing until lower_up().
    void open(TimePoint now);
    /// The Close event. Sends Terminate-Request when something was negotiated; LayerEvent::Finished
    /// follows at the acknowledgement or after max_terminate requests.
    void close(TimePoint now);
    /// The Up event: a new call, with failure(), counters and identifiers of the last one
    /// forgotten. Ignored when the lower layer is up already.
    void lower_up(TimePoint now);
    /// The Down event. Ignored when the lower layer is down already.
    void lower_down(TimePoint now);
    /// One information field of this protocol.
    /// Malformed and unexpected packets are counted in the LinkContext and dropped without an
    /// answer (RFC 1661 section 5).
    void receive(TimePoint now, ByteSpan information);
    /// RXJ- by a Protocol-Reject for this protocol.
    /// failure() is 733 after it.
    void protocol_rejected(TimePoint now);

    /// Runs TO+ or TO- if the restart timer is due. With the counter spent while negotiating,
    /// failure() is 721.
    virtual void handle_timeout(TimePoint now);
    /// When the restart timer expires; nothing while it is stopped.
    [[nodiscard]] virtual std::optional<TimePoint> next_deadline() const;

    /// The state of RFC 1661 section 4.2.
    [[nodiscard]] automaton::State state() const { return state_; }
    [[nodiscard]] bool is_opened() const { return state_ == automaton::State::Opened; }
    /// Sends a packet with a code that this protocol does not have: the peer must answer with a
    /// Code-Reject (RFC 1332 section 2, RFC 5072 section 3), after all that was sent before it.
    /// For network protocols, in Opened. The code is LCP's Echo-Request, which says what is meant.
    void send_probe();
    /// The peer has answered a probe; true once.
    [[nodiscard]] bool poll_probe_answered() { return std::exchange(is_probe_answered_, false); }
    /// The oldest layer event that nobody has taken yet.
    [[nodiscard]] std::optional<LayerEvent> poll_layer_event();
    /// Why this protocol can or could not stay open; the stack must close it.
    /// 721 no answer, 722 the peer rejects a basic code, 732 no agreement after 20 refusals, 733
    /// the peer rejects the protocol, or what a derived class found. The first one stays.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    /// The peer has answered one of our requests since lower_up(), so it is alive and in this call.
    [[nodiscard]] bool has_peer_answered() const { return peer_answered_; }
    /// The peer's last word was a Terminate-Request: no request and no answer came after it.
    [[nodiscard]] bool has_peer_terminated() const { return peer_terminated_; }

protected:
    /// Opinion on one option of the peer's Configure-Request.
    /// Reject wins over Nak and Nak over Accept for the packet as a whole (RFC 1661 section 5.4).
    enum class Verdict {
        Accept,
        Nak,
        Reject,
    };
    /// `hint` is the option (with head) that a Nak carries.
    struct Opinion {
        Verdict verdict = Verdict::Reject;
        Bytes hint;
        /// The peer may have this option as it is.
        [[nodiscard]] static Opinion accept() { return {Verdict::Accept, {}}; }
        /// The option is known, its value is not taken; `hint` is what would be.
        [[nodiscard]] static Opinion nak(Bytes hint) { return {Verdict::Nak, std::move(hint)}; }
        /// The option is not known or cannot be discussed.
        [[nodiscard]] static Opinion reject() { return {Verdict::Reject, {}}; }
    };

    // ---- what a derived class is asked, in the order of a negotiation

    /// A negotiation starts: our next request is made from the settings again.
    virtual void begin_request() = 0;
    /// Options for our Configure-Request.
    virtual void write_request(wire::OptionWriter writer) = 0;
    /// A Configure-Request of the peer is about to be judged: forget the one before.
    virtual void begin_judging() = 0;
    /// One option of the peer's request, in packet order. Called a second time for the same request
    /// when Naks become Rejects.
    [[nodiscard]] virtual Opinion judge(const wire::Option& option) = 0;
    /// Options that the peer must send and did not, to be added to a Nak.
    virtual void write_missing(wire::OptionWriter writer) = 0;
    /// The peer's Nak or Reject of one option of ours.
    virtual void nakked(const wire::Option& option) = 0;
    /// As nakked(), for Configure-Reject: the option is to be left out of the next request.
    virtual void rejected(const wire::Option& option) = 0;
    /// A Nak was due for the max_failure-th time and became a Reject of this option (RFC 1661
    /// section 4.6, Max-Failure).
    virtual void gave_up_on(std::uint8_t /*option_type*/) {}
    /// tlu: both directions are agreed. May fail().
    virtual void went_up(TimePoint now) = 0;
    /// tld: what was agreed holds no longer.
    virtual void went_down() {}
    /// Codes above 7. Returns false for a code that must be answered with Code-Reject.
    [[nodiscard]] virtual bool receive_other(TimePoint now, const wire::ControlPacket& packet);
    /// The peer does not know a code above 7 that we used.
    virtual void code_rejected(std::uint8_t /*code*/) {}

    /// Sets failure() unless it is set. Does not change the state: the stack closes.
    void fail(Errc code, std::string detail);
    /// Emits one packet of this protocol; `data` is copied.
    void send(std::uint8_t code, std::uint8_t id, ByteSpan data);
    /// Raises `event`: changes the state and runs the cell's actions. `packet` is what caused it,
    /// for the answer's identifier.
    void step(TimePoint now, automaton::Event event, const wire::ControlPacket* packet = nullptr);
    /// Identifiers rise by one and wrap at 256.
    [[nodiscard]] std::uint8_t new_id() { return ++last_id_; }
    [[nodiscard]] LinkContext& link() { return link_; }
    [[nodiscard]] const LinkContext& link() const { return link_; }

private:
    /// Carries out action bits in the order of the RFC's cells.
    void run(TimePoint now, std::uint16_t actions, const wire::ControlPacket* packet);
    void run_sends(TimePoint now, std::uint16_t actions, const wire::ControlPacket* packet);
    /// By code, to one of the functions below.
    void dispatch(TimePoint now, const wire::ControlPacket& packet);
    /// Configure-Request (RFC 1661 section 5.1).
    void receive_request(TimePoint now, const wire::ControlPacket& packet);
    /// Configure-Ack; must repeat our request exactly (section 5.2).
    void receive_ack(TimePoint now, const wire::ControlPacket& packet);
    /// Configure-Nak and Configure-Reject (sections 5.3 and 5.4).
    void receive_refusal(TimePoint now, const wire::ControlPacket& packet);
    /// Code-Reject (section 5.6): RXJ+ for codes above 7, else RXJ- and 722.
    void receive_code_reject(TimePoint now, const wire::ControlPacket& packet);
    /// Fills answer_code_ and answer_.
    void judge_all(const wire::ControlPacket& packet, const std::vector<wire::Option>& options);
    /// Naks since our last Ack, this one included; a repeated request counts once.
    [[nodiscard]] int count_nak(const wire::ControlPacket& packet);
    void turn_naks_into_rejects(const std::vector<wire::Option>& options, std::size_t nakked);
    [[nodiscard]] bool is_repeated_request(TimePoint now, const wire::ControlPacket& packet);
    /// An Ack, Nak or Reject counts only with the identifier of the open request.
    [[nodiscard]] bool answers_our_request(const wire::ControlPacket& packet) const;
    /// Fails with 732 when the negotiation is hopeless.
    void count_round();
    /// A new identifier for new contents; a retransmission keeps its own.
    void send_request(TimePoint now);
    /// Its data is the text of failure(), if there is one.
    void send_terminate(TimePoint now);
    /// Cuts the copy to the peer's MRU.
    void send_code_reject(const wire::ControlPacket& packet);
    /// Back to what holds before the first packet of a call.
    void forget_call();

    /// PPP protocol number.
    std::uint16_t protocol_;
    /// Timer and counters of RFC 1661 section 4.6.
    RestartLimits limits_;
    LinkContext& link_;
    /// Changed by step() alone.
    automaton::State state_ = automaton::State::Initial;
    RestartTimer timer_;
    /// The restart counter: requests that may still be sent.
    int restarts_left_ = 0;
    /// Identifier given out last; starts at a random number.
    std::uint8_t last_id_ = 0;

    Bytes request_;  ///< options of our last Configure-Request
    std::uint8_t request_id_ = 0;
    bool request_open_ = false;  ///< sent and not validly answered yet
    /// Kept over the retransmissions of one Terminate-Request.
    std::uint8_t terminate_id_ = 0;

    std::uint8_t answer_code_ = 0;  ///< Ack, Nak or Reject for the request being handled
    /// Options of that answer, in wire form.
    Bytes answer_;
    int naks_sent_ = 0;     ///< to different requests since our last Ack
    Bytes nakked_request_;  ///< the peer's request that was counted last
    std::uint8_t nakked_id_ = 0;
    int rounds_ = 0;  ///< refusals in both directions since the negotiation began

    Bytes acked_request_;  ///< the peer's request that we last acknowledged, and when we opened
    std::uint8_t acked_id_ = 0;
    TimePoint opened_at_;
    /// Repetitions of acked_request_ that were answered since opened_at_.
    int repeats_answered_ = 0;

    std::optional<std::uint8_t> probe_id_;  ///< of the last probe, until it is answered
    bool is_probe_answered_ = false;
    bool peer_answered_ = false;
    bool peer_terminated_ = false;
    std::optional<Error> failure_;
    /// Waiting for poll_layer_event(), oldest first.
    std::vector<LayerEvent> layer_events_;
};

}  // namespace mprd::ppp
