// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/auth_exchange.hpp"
#include "core/ppp/call_back_exchange.hpp"
#include "core/ppp/ipcp.hpp"
#include "core/ppp/ipv6cp.hpp"
#include "core/ppp/lcp.hpp"
#include "core/ppp/link_context.hpp"
#include "core/ppp/peer_readiness.hpp"
#include "core/ppp/ppp_engine.hpp"

#include <memory>
#include <optional>

namespace mprd::ppp {

/// What stands behind PppEngine: the protocols of one link and the phase diagram of RFC 1661
/// section 3.2 that turns their layer events into each other's.
///
/// Each input goes to one protocol; then settle() looks at what all of them have to say until
/// nothing moves any more. That is the only place where one protocol's news reaches another.
class PppEngine::Stack {
public:
    Stack(PppConfig config, const Crypto& crypto, RandomSource& random, Entropy& entropy);

    /// As in PppEngine; so are the next four.
    void handle(TimePoint now, const Input& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Output> poll() { return link_.poll(); }
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;
    [[nodiscard]] PppStatus status() const;

private:
    /// A network control protocol and what has become of it in this call.
    struct Network {
        /// From the settings; false: Protocol-Reject for its packets.
        bool is_enabled = false;
        /// Between Ipv4Opened (Ipv6Opened) and its Closed.
        bool is_up = false;
        std::optional<Error> end;  ///< why it is not coming up (again)
    };

    /// One for each input. Ignored in a phase in which the input means nothing.
    void take(TimePoint now, const LinkUp& input);
    void take(TimePoint now, const LinkDown& input);
    void take(TimePoint now, const FrameReceived& input);
    void take(TimePoint now, const CloseRequested& input);
    void take(TimePoint now, const PeerSecretFound& input);
    void take(TimePoint now, const CallBackDecided& input);

    /// To the protocol of the frame, as RFC 1661 sections 3.4 to 3.7 allow in this phase.
    void route(TimePoint now, const FrameReceived& frame);
    void route_network(TimePoint now, const FrameReceived& frame);
    void route_auth(TimePoint now, const FrameReceived& frame);
    void route_call_back(TimePoint now, const FrameReceived& frame);

    /// Repeats the settle_... functions until none has news.
    void settle(TimePoint now);
    /// True if something moved; so for the four below.
    [[nodiscard]] bool settle_lcp(TimePoint now);
    [[nodiscard]] bool settle_auth(TimePoint now);
    [[nodiscard]] bool settle_call_back(TimePoint now);
    [[nodiscard]] bool settle_networks(TimePoint now);
    [[nodiscard]] bool settle_network(TimePoint now, ControlProtocol& protocol, Network& network);
    void settle_peer_termination(TimePoint now);

    void lcp_went_up(TimePoint now);
    void lcp_went_down(TimePoint now);
    /// The peer does not know one of our protocols. With no network protocol left the link ends.
    void take_protocol_reject(TimePoint now, std::uint16_t protocol);
    /// The peer has proved who it is: now we do. False: we are nobody to it, and the link ends.
    [[nodiscard]] bool release_supplicant(TimePoint now);
    /// ProtocolOpened, and PeerAuthenticated for the peer's proof.
    void announce_auth(const AuthExchange& exchange, std::optional<AuthMethod>& agreed);
    /// Everybody is who he has to be: CBCP, if LCP has agreed on it, else the network protocols.
    void auth_is_over(TimePoint now);
    void start_network(TimePoint now);
    /// The exchanges above LCP are over, with LCP or with the link.
    void stop_exchanges();
    void network_went_up(TimePoint now, const ControlProtocol& protocol);
    void settle_peer_ready(TimePoint now);
    void network_went_down(const ControlProtocol& protocol);
    void stop_networks(TimePoint now);

    /// Emits PhaseChanged when it differs.
    void set_phase(Phase next);
    /// Emits FramingChanged when it differs.
    void set_framing(const wire::FramingOptions& framing);
    /// Ends the link properly; the first cause counts.
    void end(TimePoint now, Error cause);
    /// The last step: nothing of the call is left.
    void finish(TimePoint now);
    /// The first known cause, then LCP's failure, then what the peer's termination means.
    [[nodiscard]] Error cause_of_end() const;
    /// 629 from an open link, else the suspicion, else 719.
    [[nodiscard]] Error cause_of_peer_termination() const;
    /// Of an authentication that is pending, else LCP's.
    [[nodiscard]] std::optional<Error> suspicion() const;

    PppConfig config_;
    LinkContext link_;
    Phase phase_ = Phase::Dead;
    /// Made anew for each call. Present from LinkUp on.
    std::optional<Lcp> lcp_;
    std::optional<Ipcp> ipcp_;
    std::optional<Ipv6cp> ipv6cp_;
    Network ipv4_;
    Network ipv6_;
    /// Made anew each time LCP opens.
    std::unique_ptr<AuthExchange> supplicant_;
    std::unique_ptr<AuthExchange> authenticator_;
    /// AuthSettings::Order: the supplicant waits for the peer's proof, with the last
    /// challenge that came meanwhile.
    bool is_supplicant_held_ = false;
    Bytes held_challenge_;
    std::optional<OwnProof> proof_;         ///< for it, with Order::PeerNamesUs
    std::optional<AuthMethod> local_auth_;  ///< announced
    std::optional<AuthMethod> peer_auth_;   ///< announced

    /// Made anew each time that authentication is over, if LCP has agreed on CBCP.
    std::unique_ptr<CallBackExchange> call_back_;
    std::vector<wire::CallBackType> call_back_offer_;  ///< for the peer that has authenticated
    std::optional<CallBackAgreed> call_back_agreed_;   ///< announced
    /// The limit of the phase; after an agreement: when the called end hangs up, if nobody has.
    std::optional<TimePoint> call_back_deadline_;

    wire::FramingOptions framing_;
    bool is_waiting_for_peer_ = false;  ///< LcpSettings::passive
    /// PppConfig::negotiation_limit: 718 when no network protocol has opened.
    std::optional<TimePoint> negotiation_deadline_;
    PeerReadiness readiness_;
    /// AuthSettings::time_limit: the suspicion, or 718.
    std::optional<TimePoint> auth_deadline_;
    std::optional<TimePoint> termination_deadline_;  ///< peer terminated while LCP was not open
    /// Set once for each call; the error of Finished.
    std::optional<Error> end_cause_;
};

}  // namespace mprd::ppp
