// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/stack.hpp"

#include "core/ppp/auth_protocol.hpp"
#include "core/ppp/chap_packet.hpp"
#include "core/ppp/pap_supplicant.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"

namespace mprd::ppp {

using automaton::State;

PppEngine::Stack::Stack(
    PppConfig config, const Crypto& crypto, RandomSource& random, Entropy& entropy
)
    : config_(std::move(config)), link_(crypto, random, entropy) {}

// ---- inputs

void PppEngine::Stack::handle(TimePoint now, const Input& input) {
    std::visit([&](const auto& what) { take(now, what); }, input);
    settle(now);
}

void PppEngine::Stack::take(TimePoint now, const LinkUp& /*input*/) {
    if (phase_ != Phase::Dead) {
        return;
    }
    link_.forget_call();
    lcp_.emplace(config_, link_);
    ipcp_.emplace(config_, link_);
    ipv6cp_.emplace(config_, link_);
    ipv4_ = Network{config_.ipcp.enabled, false, std::nullopt};
    ipv6_ = Network{config_.ipv6cp.enabled, false, std::nullopt};
    end_cause_.reset();
    call_back_agreed_.reset();
    negotiation_deadline_ = now + config_.negotiation_limit;
    is_waiting_for_peer_ = config_.lcp.passive;
    set_phase(Phase::Establish);
    lcp_->open(now);
    if (!is_waiting_for_peer_) {
        lcp_->lower_up(now);
    }
}

void PppEngine::Stack::take(TimePoint now, const LinkDown& input) {
    if (phase_ == Phase::Dead) {
        return;
    }
    if (!end_cause_) {
        end_cause_ = input.error;
    }
    finish(now);
}

void PppEngine::Stack::take(TimePoint now, const FrameReceived& input) {
    if (phase_ == Phase::Dead) {
        return;
    }
    if (is_waiting_for_peer_) {
        if (input.protocol != wire::kProtocolLcp) {
            ++link_.packets_unexpected;
            return;
        }
        is_waiting_for_peer_ = false;
        lcp_->lower_up(now);
    }
    route(now, input);
}

void PppEngine::Stack::take(TimePoint now, const CloseRequested& input) {
    if (phase_ != Phase::Dead) {
        end(now, make_error(input.reason, "the link is closed from this side"));
    }
}

void PppEngine::Stack::take(TimePoint now, const PeerSecretFound& input) {
    if (!authenticator_ || phase_ == Phase::Dead) {
        return;
    }
    if (phase_ == Phase::Authenticate) {
        proof_ = input.proof;
        call_back_offer_ = input.call_back;
        if (!input.peer_ipv4.is_unspecified()) {
            ipcp_->assign_peer(
                input.peer_ipv4,
                input.may_choose_ipv4 ? Ipcp::Assignment::Proposed : Ipcp::Assignment::Required
            );
        }
        if (!input.peer_ipv6.is_zero()) {
            ipv6cp_->assign_peer(input.peer_ipv6);
        }
    }
    authenticator_->secret_found(now, input.secret);
}

void PppEngine::Stack::take(TimePoint now, const CallBackDecided& input) {
    if (call_back_ && phase_ == Phase::CallBack) {
        call_back_->decided(now, input);
    }
}

// ---- frames

void PppEngine::Stack::route(TimePoint now, const FrameReceived& frame) {
    if (frame.protocol == wire::kProtocolLcp) {
        return lcp_->receive(now, frame.information);
    }
    // RFC 1661 section 3.4 to 3.7: before and after its phase a packet is silently discarded.
    if (frame.protocol == wire::kProtocolPap || frame.protocol == wire::kProtocolChap) {
        if (phase_ == Phase::Authenticate || phase_ == Phase::CallBack ||
            phase_ == Phase::Network) {
            return route_auth(now, frame);
        }
    } else if (frame.protocol == wire::kProtocolCbcp && call_back_) {
        return route_call_back(now, frame);
    } else if (phase_ == Phase::Network) {
        return route_network(now, frame);
    }
    ++link_.packets_unexpected;
}

void PppEngine::Stack::route_network(TimePoint now, const FrameReceived& frame) {
    if (frame.protocol == wire::kProtocolIpcp && ipv4_.is_enabled) {
        return ipcp_->receive(now, frame.information);
    }
    if (frame.protocol == wire::kProtocolIpv6cp && ipv6_.is_enabled) {
        return ipv6cp_->receive(now, frame.information);
    }
    const bool is_early_data =
        (frame.protocol == wire::kProtocolIpv4 && ipv4_.is_enabled && !ipcp_->failure()) ||
        (frame.protocol == wire::kProtocolIpv6 && ipv6_.is_enabled && !ipv6cp_->failure());
    if (is_early_data) {
        ++link_.packets_unexpected;
        return;
    }
    // Nobody here speaks it, or it failed here and the peer, which has lost our Terminate-Requests,
    // takes it for open: without a word it would do so for ever.
    lcp_->reject_protocol(now, frame.protocol, frame.information);
}

void PppEngine::Stack::route_auth(TimePoint now, const FrameReceived& frame) {
    const auto packet = wire::parse_control_packet(frame.information);
    if (!packet) {
        ++link_.packets_malformed;
        return;
    }
    const bool is_pap = frame.protocol == wire::kProtocolPap;
    const bool is_answer = packet->code == (is_pap ? kPapRequest : kChapResponse);
    AuthExchange* const exchange = is_answer ? authenticator_.get() : supplicant_.get();
    if (exchange != nullptr && protocol_of(exchange->method()) == frame.protocol) {
        if (!is_answer && is_supplicant_held_) {
            held_challenge_.assign(frame.information.begin(), frame.information.end());
            return;
        }
        exchange->receive(now, *packet);
    } else if (phase_ == Phase::Network) {
        lcp_->reject_protocol(now, frame.protocol, frame.information);
    } else {
        ++link_.packets_unexpected;
    }
}

void PppEngine::Stack::route_call_back(TimePoint now, const FrameReceived& frame) {
    if (const auto packet = wire::parse_control_packet(frame.information)) {
        call_back_->receive(now, *packet);
    } else {
        ++link_.packets_malformed;
    }
}

// ---- time

void PppEngine::Stack::handle_timeout(TimePoint now) {
    if (phase_ == Phase::Dead) {
        return;
    }
    lcp_->handle_timeout(now);
    if (supplicant_) {
        supplicant_->handle_timeout(now);
    }
    if (authenticator_) {
        authenticator_->handle_timeout(now);
    }
    if (call_back_) {
        call_back_->handle_timeout(now);
    }
    ipcp_->handle_timeout(now);
    ipv6cp_->handle_timeout(now);
    settle(now);
    if (auth_deadline_ && *auth_deadline_ <= now) {
        const auto likely = suspicion();
        end(now, likely ? *likely : make_error(Errc::PppTimeout, "authentication takes too long"));
    }
    if (call_back_deadline_ && *call_back_deadline_ <= now) {
        const auto likely = suspicion();
        end(now, likely ? *likely : make_error(Errc::PppTimeout, "CBCP takes too long"));
    }
    if (negotiation_deadline_ && *negotiation_deadline_ <= now) {
        end(now, make_error(Errc::PppTimeout, "no network protocol opened in time"));
    }
    if (termination_deadline_ && *termination_deadline_ <= now) {
        end_cause_ = cause_of_end();
        finish(now);
    }
    settle(now);
}

std::optional<TimePoint> PppEngine::Stack::next_deadline() const {
    if (phase_ == Phase::Dead) {
        return std::nullopt;
    }
    auto deadline =
        earlier(lcp_->next_deadline(), earlier(negotiation_deadline_, readiness_.deadline()));
    deadline = earlier(deadline, earlier(auth_deadline_, termination_deadline_));
    deadline = earlier(deadline, call_back_deadline_);
    if (call_back_) {
        deadline = earlier(deadline, call_back_->next_deadline());
    }
    deadline = earlier(deadline, earlier(ipcp_->next_deadline(), ipv6cp_->next_deadline()));
    if (supplicant_) {
        deadline = earlier(deadline, supplicant_->next_deadline());
    }
    return authenticator_ ? earlier(deadline, authenticator_->next_deadline()) : deadline;
}

// ---- the end

void PppEngine::Stack::end(TimePoint now, Error cause) {
    if (phase_ == Phase::Dead || end_cause_) {
        return;
    }
    end_cause_ = std::move(cause);
    stop_networks(now);
    stop_exchanges();
    negotiation_deadline_.reset();
    set_phase(Phase::Terminate);
    lcp_->close(now);
    if (lcp_->state() == State::Closed || lcp_->state() == State::Initial) {
        finish(now);  // there was nothing to terminate
    }
}

void PppEngine::Stack::finish(TimePoint now) {
    Error cause = cause_of_end();
    if (cause.code == Errc::Ok) {
        cause.code = Errc::PortDisconnected;
    }
    stop_networks(now);
    stop_exchanges();
    lcp_->lower_down(now);
    while (lcp_->poll_layer_event()) {
        // Nobody is interested any more.
    }
    negotiation_deadline_.reset();
    termination_deadline_.reset();
    is_waiting_for_peer_ = false;
    set_framing({});
    set_phase(Phase::Dead);
    link_.emit(Finished{std::move(cause)});
}

Error PppEngine::Stack::cause_of_end() const {
    if (end_cause_) {
        return *end_cause_;
    }
    const auto& failure = lcp_->failure();
    if (failure && failure->code != Errc::PppNoResponse) {
        const bool is_explained = failure->code == Errc::PppNotConverging && lcp_->suspicion();
        return is_explained ? *lcp_->suspicion() : *failure;
    }
    if (failure && !lcp_->has_peer_terminated()) {
        return lcp_->suspicion() ? *lcp_->suspicion() : *failure;
    }
    return cause_of_peer_termination();
}

Error PppEngine::Stack::cause_of_peer_termination() const {
    if (phase_ == Phase::Network) {
        return make_error(Errc::RemoteDisconnection, "the peer ended the link");
    }
    if (const auto likely = suspicion()) {
        return *likely;
    }
    return make_error(Errc::PppRemoteTerminated, "the peer ended the negotiation");
}

std::optional<Error> PppEngine::Stack::suspicion() const {
    using Outcome = AuthExchange::Outcome;
    for (const auto* exchange : {supplicant_.get(), authenticator_.get()}) {
        if (exchange != nullptr && exchange->outcome() == Outcome::Pending &&
            exchange->suspicion()) {
            return exchange->suspicion();
        }
    }
    if (call_back_ && call_back_->outcome() == CallBackExchange::Outcome::Agreed &&
        phase_ == Phase::CallBack) {
        return make_error(Errc::UserDisconnection, "hung up for the call-back");
    }
    if (call_back_ && call_back_->suspicion() && phase_ == Phase::CallBack) {
        return call_back_->suspicion();
    }
    return lcp_->suspicion();
}

void PppEngine::Stack::set_phase(Phase next) {
    if (next != phase_) {
        link_.emit(PhaseChanged{phase_, next});
        phase_ = next;
    }
}

void PppEngine::Stack::set_framing(const wire::FramingOptions& framing) {
    if (framing != framing_) {
        framing_ = framing;
        link_.emit(FramingChanged{framing});
    }
}

PppStatus PppEngine::Stack::status() const {
    PppStatus status;
    status.phase = phase_;
    status.packets_malformed = link_.packets_malformed;
    status.packets_unexpected = link_.packets_unexpected;
    status.protocols_rejected = link_.protocols_rejected;
    status.local_auth = local_auth_;
    status.peer_auth = peer_auth_;
    status.call_back = call_back_agreed_;
    if (ipv4_.is_up) {
        status.ipv4 = ipcp_->agreement();
    }
    if (ipv6_.is_up) {
        status.ipv6 = ipv6cp_->agreement();
    }
    status.framing = framing_;
    if (lcp_) {
        status.has_call_back = lcp_->has_call_back();
        status.local_magic = lcp_->local_magic();
        status.peer_magic = lcp_->peer_magic();
    }
    return status;
}

}  // namespace mprd::ppp
