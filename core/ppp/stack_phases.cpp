// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/auth_protocol.hpp"
#include "core/ppp/call_back_answerer.hpp"
#include "core/ppp/call_back_caller.hpp"
#include "core/ppp/stack.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <string>

/// How the news of one protocol reaches the others: RFC 1661 section 3.2, the phase diagram.
namespace mprd::ppp {

using automaton::State;

void PppEngine::Stack::settle(TimePoint now) {
    bool has_moved = true;
    while (has_moved && phase_ != Phase::Dead) {
        has_moved = settle_lcp(now);
        has_moved = (phase_ != Phase::Dead && settle_auth(now)) || has_moved;
        has_moved = (phase_ != Phase::Dead && settle_call_back(now)) || has_moved;
        has_moved = (phase_ != Phase::Dead && settle_networks(now)) || has_moved;
    }
    settle_peer_ready(now);
}

// ---- LCP

bool PppEngine::Stack::settle_lcp(TimePoint now) {
    bool has_moved = false;
    while (const auto event = lcp_->poll_layer_event()) {
        has_moved = true;
        switch (*event) {
            case LayerEvent::Up:
                if (!lcp_->failure()) {  // or a password would go out before the end
                    lcp_went_up(now);
                }
                break;
            case LayerEvent::Down:
                lcp_went_down(now);
                break;
            case LayerEvent::Finished:
                finish(now);
                return true;
        }
    }
    if (const auto rejected = lcp_->poll_rejected_protocol()) {
        take_protocol_reject(now, *rejected);
        has_moved = true;
    }
    if (lcp_->failure() && !end_cause_) {
        end(now, cause_of_end());
        has_moved = true;
    }
    if (phase_ != Phase::Dead) {
        settle_peer_termination(now);
    }
    return has_moved;
}

/// A Terminate-Request that comes while LCP negotiates leaves the automaton negotiating. From a
/// peer that is in this call it is the end; otherwise it may be left over from the call before, and
/// the peer gets a moment to say something better.
void PppEngine::Stack::settle_peer_termination(TimePoint now) {
    const bool is_negotiating = lcp_->state() >= State::ReqSent && lcp_->state() <= State::AckSent;
    if (!is_negotiating || !lcp_->has_peer_terminated()) {
        termination_deadline_.reset();
    } else if (lcp_->has_peer_answered()) {
        end_cause_ = cause_of_end();
        finish(now);
    } else if (!termination_deadline_) {
        termination_deadline_ = now + config_.limits.restart_timer;
    }
}

void PppEngine::Stack::lcp_went_up(TimePoint now) {
    set_framing(lcp_->framing());
    link_.emit(ProtocolOpened{wire::kProtocolLcp, lcp_->describe()});
    local_auth_.reset();
    peer_auth_.reset();
    call_back_agreed_.reset();
    call_back_offer_ = {wire::CallBackType::None};
    link_.own_challenge.clear();
    if (const auto method = lcp_->local_auth()) {
        supplicant_ = make_supplicant(*method, config_, link_);
    }
    if (const auto method = lcp_->peer_auth()) {
        authenticator_ = make_authenticator(*method, config_, link_);
    }
    if (!supplicant_ && !authenticator_) {
        return auth_is_over(now);
    }
    set_phase(Phase::Authenticate);
    auth_deadline_ = now + config_.auth.time_limit;
    is_supplicant_held_ =
        supplicant_ && authenticator_ && config_.auth.order != AuthSettings::Order::Any;
    proof_.reset();
    held_challenge_.clear();
    if (supplicant_ && !is_supplicant_held_) {
        supplicant_->start(now);
    }
    if (authenticator_) {
        authenticator_->start(now);
    }
}

bool PppEngine::Stack::release_supplicant(TimePoint now) {
    is_supplicant_held_ = false;
    if (config_.auth.order == AuthSettings::Order::PeerNamesUs) {
        const AuthMethod method = supplicant_->method();
        const bool may =
            proof_ && std::count(proof_->methods.begin(), proof_->methods.end(), method) != 0;
        if (!may) {
            end(now,
                make_error(
                    Errc::NoAuthProtocolAvailable,
                    "the peer asks us who we are, by a method that we have nothing for"
                ));
            return false;
        }
        config_.auth.user_name = proof_->user_name;
        config_.auth.password = proof_->password;
        supplicant_ = make_supplicant(method, config_, link_);
    }
    supplicant_->start(now);
    if (const auto packet = wire::parse_control_packet(held_challenge_)) {
        supplicant_->receive(now, *packet);
    }
    held_challenge_.clear();
    return true;
}

void PppEngine::Stack::lcp_went_down(TimePoint now) {
    const bool is_over = lcp_->state() == State::Closing || lcp_->state() == State::Stopping;
    if (is_over && !end_cause_) {
        end_cause_ = cause_of_end();
    }
    stop_networks(now);
    stop_exchanges();
    set_framing({});
    if (is_over) {
        negotiation_deadline_.reset();
        set_phase(Phase::Terminate);
    } else {
        negotiation_deadline_ = now + config_.negotiation_limit;
        set_phase(Phase::Establish);
    }
}

void PppEngine::Stack::take_protocol_reject(TimePoint now, std::uint16_t protocol) {
    switch (protocol) {
        case wire::kProtocolIpcp:
        case wire::kProtocolIpv4:
            return ipcp_->protocol_rejected(now);
        case wire::kProtocolIpv6cp:
        case wire::kProtocolIpv6:
            return ipv6cp_->protocol_rejected(now);
        case wire::kProtocolPap:
        case wire::kProtocolChap:
            if (phase_ == Phase::Authenticate) {
                end(now,
                    make_error(
                        Errc::AuthProtocolRejected,
                        "the peer rejects the authentication protocol that it agreed to"
                    ));
            }
            return;
        default:
            ++link_.packets_unexpected;  // nothing that we have ever sent
    }
}

// ---- authentication

bool PppEngine::Stack::settle_auth(TimePoint now) {
    using Outcome = AuthExchange::Outcome;
    for (const auto* exchange : {supplicant_.get(), authenticator_.get()}) {
        if (exchange != nullptr && exchange->outcome() == Outcome::Failed) {
            end(now, *exchange->failure());
            return true;
        }
    }
    const bool is_his_turn_over = authenticator_ && authenticator_->outcome() == Outcome::Succeeded;
    if (is_supplicant_held_ && is_his_turn_over && !release_supplicant(now)) {
        return true;
    }
    bool is_done = true;
    if (supplicant_) {
        announce_auth(*supplicant_, local_auth_);
        is_done = local_auth_.has_value();
    }
    if (authenticator_) {
        announce_auth(*authenticator_, peer_auth_);
        is_done = is_done && peer_auth_.has_value();
    }
    if (phase_ != Phase::Authenticate || !is_done) {
        return false;
    }
    auth_deadline_.reset();
    auth_is_over(now);
    return true;
}

void PppEngine::Stack::stop_exchanges() {
    supplicant_.reset();
    authenticator_.reset();
    call_back_.reset();
    auth_deadline_.reset();
    call_back_deadline_.reset();
}

void PppEngine::Stack::announce_auth(
    const AuthExchange& exchange, std::optional<AuthMethod>& agreed
) {
    if (agreed || exchange.outcome() != AuthExchange::Outcome::Succeeded) {
        return;
    }
    agreed = exchange.method();
    const std::string whose = &exchange == supplicant_.get() ? " as " : " of ";
    link_.emit(ProtocolOpened{
        protocol_of(exchange.method()), to_string(exchange.method()) + whose + exchange.user_name()}
    );
    if (&exchange == authenticator_.get()) {
        link_.emit(PeerAuthenticated{exchange.user_name(), exchange.method()});
    }
}

// ---- call-back

void PppEngine::Stack::auth_is_over(TimePoint now) {
    if (!lcp_->has_call_back()) {
        return start_network(now);
    }
    set_phase(Phase::CallBack);
    call_back_deadline_ = now + config_.call_back.time_limit;
    if (config_.call_back.role == CallBackSettings::Role::Answer) {
        call_back_ = std::make_unique<CallBackAnswerer>(call_back_offer_, config_, link_);
    } else {
        call_back_ = std::make_unique<CallBackCaller>(config_, link_);
    }
    call_back_->start(now);
}

bool PppEngine::Stack::settle_call_back(TimePoint now) {
    using Outcome = CallBackExchange::Outcome;
    if (!call_back_ || phase_ != Phase::CallBack || call_back_->outcome() == Outcome::Pending) {
        return false;
    }
    if (call_back_->outcome() == Outcome::Failed) {
        end(now, *call_back_->failure());
        return true;
    }
    if (call_back_agreed_) {
        return false;  // and the called end waits for the caller to hang up
    }
    const wire::CallBackOption& option = call_back_->agreement();
    call_back_agreed_ = CallBackAgreed{option.type, {}, option.delay_seconds};
    if (!option.numbers.empty()) {
        call_back_agreed_->number = option.numbers.front();
    }
    link_.emit(ProtocolOpened{wire::kProtocolCbcp, to_string(option.type)});
    link_.emit(*call_back_agreed_);
    if (option.type == wire::CallBackType::None) {
        call_back_deadline_.reset();
        start_network(now);
    } else if (config_.call_back.role == CallBackSettings::Role::Answer) {
        call_back_deadline_ = now + config_.limits.restart_timer;
    } else {
        end(now, *suspicion());
    }
    return true;
}

// ---- network protocols

void PppEngine::Stack::start_network(TimePoint now) {
    set_phase(Phase::Network);
    if (!ipv4_.is_enabled && !ipv6_.is_enabled) {
        return end(now, make_error(Errc::PppNoProtocolsConfigured, "IPv4 and IPv6 are both off"));
    }
    if (ipv4_.is_enabled) {
        ipv4_.end.reset();
        ipcp_->open(now);
        ipcp_->lower_up(now);
    }
    if (ipv6_.is_enabled) {
        ipv6_.end.reset();
        ipv6cp_->open(now);
        ipv6cp_->lower_up(now);
    }
}

bool PppEngine::Stack::settle_networks(TimePoint now) {
    const bool v4_moved = settle_network(now, *ipcp_, ipv4_);
    const bool v6_moved = settle_network(now, *ipv6cp_, ipv6_);
    if (phase_ != Phase::Network || end_cause_) {
        return false;
    }
    const bool is_v4_over = !ipv4_.is_enabled || ipv4_.end;
    const bool is_v6_over = !ipv6_.is_enabled || ipv6_.end;
    const bool is_required_lost = ipv4_.end && ipv4_.end->code == Errc::PppRequiredAddressRejected;
    if (is_required_lost || (is_v4_over && is_v6_over)) {
        end(now, ipv4_.end ? *ipv4_.end : *ipv6_.end);
        return true;
    }
    return v4_moved || v6_moved;
}

bool PppEngine::Stack::settle_network(TimePoint now, ControlProtocol& protocol, Network& network) {
    bool has_moved = false;
    const bool is_alive = protocol.state() >= State::ReqSent && !protocol.failure();
    if (network.end && is_alive) {
        network.end.reset();  // the peer has started it again
    }
    while (const auto event = protocol.poll_layer_event()) {
        has_moved = true;
        switch (*event) {
            case LayerEvent::Up:
                network.is_up = !protocol.failure();
                if (network.is_up) {
                    network_went_up(now, protocol);
                }
                break;
            case LayerEvent::Down:
                if (network.is_up) {
                    network.is_up = false;
                    network_went_down(protocol);
                }
                break;
            case LayerEvent::Finished:
                if (!network.end && !protocol.failure()) {
                    network.end = make_error(
                        Errc::PppNcpTerminated, "the peer ended the network control protocol"
                    );
                }
                break;
        }
    }
    if (protocol.failure() && !network.end) {
        network.end = protocol.failure();
        if (network.end->code == Errc::PppCpRejected) {
            network.end->code = Errc::PppNoProtocolsConfigured;
        }
        protocol.close(now);
        has_moved = true;
    }
    return has_moved;
}

void PppEngine::Stack::network_went_up(TimePoint now, const ControlProtocol& protocol) {
    negotiation_deadline_.reset();
    readiness_.start(now, config_.limits.first_restart);
    if (&protocol == &*ipcp_) {
        Ipv4Opened opened = ipcp_->agreement();
        link_.emit(ProtocolOpened{
            wire::kProtocolIpcp, opened.local.to_string() + " to " + opened.peer.to_string()});
        link_.emit(std::move(opened));
    } else {
        const Ipv6Opened opened = ipv6cp_->agreement();
        link_.emit(ProtocolOpened{
            wire::kProtocolIpv6cp,
            opened.local.link_local().to_string() + " to " + opened.peer.link_local().to_string()});
        link_.emit(opened);
    }
}

void PppEngine::Stack::settle_peer_ready(TimePoint now) {
    if (phase_ != Phase::Network) {
        return;
    }
    // With both open one will do: the probe comes after the acknowledgements of both.
    ControlProtocol& network = ipv4_.is_up ? static_cast<ControlProtocol&>(*ipcp_) : *ipv6cp_;
    if (network.poll_probe_answered()) {
        readiness_.probe_answered();
    }
    switch (readiness_.check(now)) {
        case PeerReadiness::Verdict::Wait:
            return;
        case PeerReadiness::Verdict::SendProbe:
            return network.send_probe();
        case PeerReadiness::Verdict::Ready:
            return link_.emit(PeerReady{});
    }
}

void PppEngine::Stack::network_went_down(const ControlProtocol& protocol) {
    if (!ipv4_.is_up && !ipv6_.is_up) {
        readiness_.stop();  // for nothing; the next opening asks anew
    }
    if (&protocol == &*ipcp_) {
        link_.emit(Ipv4Closed{});
    } else {
        link_.emit(Ipv6Closed{});
    }
}

void PppEngine::Stack::stop_networks(TimePoint now) {
    readiness_.stop();
    ipcp_->lower_down(now);
    ipv6cp_->lower_down(now);
    static_cast<void>(settle_network(now, *ipcp_, ipv4_));
    static_cast<void>(settle_network(now, *ipv6cp_, ipv6_));
}

}  // namespace mprd::ppp
