// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/transport_info.hpp"
#include "core/router/ppp_settings.hpp"
#include "core/router/router_core.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {

void Router::Core::on_input(const IncomingCall& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr) {
        return;
    }
    if (slot->use() == PortUse::Listening) {
        ++slot->total_calls;
        begin_answering(*slot, input.link);
    } else if (slot->use() == PortUse::Open && is_tunnel(*slot)) {
        open_answered(*slot, input.link);
    }
}

void Router::Core::begin_answering(PortSlot& slot, const LinkInfo& link) {
    ports_.set_use(slot, PortUse::Open);
    slot.role = CallRole::Answerer;
    slot.link = link;
    slot.opened_at = now_;
    watch_half_open(slot);
    if (link.carries == LinkInfo::Carries::IpPackets) {
        // Without PPP nobody proves who he is on the line; CallerAsks is how such a call begins.
        refuse_call(slot, Errc::NotSupported, "the device did not ask whether the caller may");
        close_port(slot, Errc::NotSupported);
        return;
    }
    if (slot.called_back.empty()) {
        slot.awaited_by = awaiting_call_on(slot);
    }
    if (const InterfaceRow* row = table_.find(slot.awaited_by)) {
        start_engine(slot, awaited_config(*row, config_.answering, link));
        show_condition(slot);
        return;
    }
    if (config_.answering.require.empty()) {
        grant(slot, nullptr);
        if (const auto no = objection(slot)) {
            refuse_call(slot, no->code, no->detail);
            close_port(slot, no->code);
            return;
        }
    }
    const Ipv4Address peer = slot.grant ? slot.grant->ipv4.value_or(Ipv4Address{}) : Ipv4Address{};
    ppp::PppConfig config = answering_config(config_.answering, peer, link);
    if (slot.called_back.empty() && has_call_back_users_ && !config_.answering.require.empty()) {
        config.call_back.role = ppp::CallBackSettings::Role::Answer;
    }
    if (!slot.called_back.empty()) {
        set_proof(config, proof_to(slot.called_back));
    } else if (!has_proofs()) {
        config.auth.offer.clear();
    }
    start_engine(slot, std::move(config));
    show_condition(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::PeerSecretWanted& output) {
    note_failed_login(slot);  // else he would not try again
    if (slot.role == CallRole::Answerer) {
        slot.asked_user = output.user_name;
    }
    ppp::PeerSecretFound found;
    const UserConfig* user = find_user(output.user_name);
    if (user != nullptr && user->may_dial_in && may_be(slot, output.user_name) &&
        life_ == Life::Running) {
        found.secret = user->password;
        found.peer_ipv4 = user->address;
        found.peer_ipv6 = user->ipv6_identifier;
        if (slot.role == CallRole::Answerer && !slot.awaited_by) {
            found.proof = proof_to(output.user_name);
            found.call_back = call_back_offer(*user);
            grant(slot, user);
            found.peer_ipv4 = slot.grant->ipv4.value_or(Ipv4Address{});
            found.may_choose_ipv4 = slot.grant->may_choose;
        }
        if (ask_addresses(slot, output.user_name, found)) {
            return;
        }
    }
    answer_login(slot, std::move(found));
}

std::optional<ppp::OwnProof> Router::Core::proof_to(const std::string& user_name) const {
    const auto id = table_.find_name(user_name, InterfaceTable::Clients::Ignored);
    const InterfaceRow* row = id ? table_.find(*id) : nullptr;
    return row != nullptr && row->config.accept_incoming ? proof_of(*row) : std::nullopt;
}

bool Router::Core::has_proofs() {
    if (!has_proofs_) {
        has_proofs_ = false;
        table_.rows().for_each([this](InterfaceId, const InterfaceRow& row) {
            *has_proofs_ |= row.config.accept_incoming && row.credentials;
        });
    }
    return *has_proofs_;
}

void Router::Core::answer_login(PortSlot& slot, ppp::PeerSecretFound found) {
    const Duration delay = failed_logins_.delay(slot.asked_user, now_);
    if (slot.role == CallRole::Caller || delay == Duration::zero()) {
        feed(slot.id, std::move(found));
        return;
    }
    slot.held_login = std::move(found);
    deadlines_.arm({DeadlineKind::Login, slot.id.value}, now_ + delay);
}

void Router::Core::release_login(PortId id) {
    PortSlot* slot = ports_.find(id);
    if (slot != nullptr && slot->held_login) {
        feed(id, std::move(*slot->held_login));
        slot->held_login.reset();
    }
}

void Router::Core::note_failed_login(PortSlot& slot) {
    if (!slot.asked_user.empty()) {
        failed_logins_.add(slot.asked_user, now_);
        slot.asked_user.clear();
    }
}

void Router::Core::watch_half_open(const PortSlot& slot) {
    if (slot.role == CallRole::Answerer) {
        deadlines_.arm({DeadlineKind::HalfOpen, slot.id.value}, now_ + kHalfOpenLimit);
    }
}

void Router::Core::half_open_too_long(PortId id) {
    PortSlot* slot = ports_.find(id);
    if (slot == nullptr || slot->engine == nullptr) {
        return;
    }
    if (!slot->connection) {
        refuse_call(
            *slot,
            Errc::PppTimeout,
            "no packet could pass within " +
                std::to_string(
                    std::chrono::duration_cast<std::chrono::seconds>(kHalfOpenLimit).count()
                ) +
                " s"
        );
    }
    feed(id, ppp::CloseRequested{Errc::PppTimeout});
}

void Router::Core::on_engine(PortSlot& slot, const ppp::PeerAuthenticated& output) {
    if (slot.role == CallRole::Caller) {
        slot.proved_name = output.user_name;  // mutual authentication: we know whom we called
        return;
    }
    slot.asked_user.clear();
    failed_logins_.forget(output.user_name);
    if (slot.connection && output.user_name != slot.user_name()) {
        refuse_call(
            slot, Errc::AlreadyConnected, "the call is that of \"" + slot.user_name() + '"'
        );
        feed(slot.id, ppp::CloseRequested{Errc::AlreadyConnected});
        return;
    }
    ports_.set_user(slot, output.user_name);
    if (slot.awaited_by) {
        return show_condition(slot);  // claim_awaited() follows our own proof
    }
    if (const auto no = objection(slot)) {
        refuse_call(slot, no->code, no->detail);
        feed(slot.id, ppp::CloseRequested{no->code});
    } else if (!slot.engine->status().has_call_back && !call_back_instead(slot)) {
        accept_call(slot);  // else CBCP says what becomes of the call
    }
    show_condition(slot);
}

void Router::Core::accept_call(PortSlot& slot) {
    if (claim_interface(slot, slot.user_name()) && take_own_address(slot) && has_terms(slot)) {
        publish(events::CallAccepted{slot.id, slot.name, slot.user_name()});
        if (is_tunnel(slot) && !is_waiting(slot)) {
            admit(slot);
        }
    }
}

bool Router::Core::claim_interface(PortSlot& slot, const std::string& user_name) {
    const auto id = table_.find_name(user_name, InterfaceTable::Clients::Ignored);
    const InterfaceRow* row = id ? table_.find(*id) : nullptr;
    if (row == nullptr || !can_dial(row->config.type) || !row->config.accept_incoming) {
        return true;  // no interface of his: a remote client, made when his link is up
    }
    if (!row->config.enabled) {
        refuse_call(slot, Errc::InterfaceDisabled, "interface \"" + user_name + "\" is disabled");
        feed(slot.id, ppp::CloseRequested{Errc::InterfaceDisabled});
        return false;
    }
    const bool is_taken = ports_.answering_call(*id, slot.id) != nullptr;
    const auto& machine = find_link(*id)->machine;
    const bool is_connected = machine.connection_state() == ConnectionState::Connected;
    if (is_connected && machine.port() == slot.id) {
        return true;  // the peer began anew on the same line, after a crash for one
    }
    ports_.set_owner(slot, *id);
    if (is_taken || (is_connected && !may_displace(slot))) {
        ports_.set_owner(slot, {});
        refuse_call(slot, Errc::AlreadyConnected, "interface \"" + user_name + "\" is connected");
        feed(slot.id, ppp::CloseRequested{Errc::AlreadyConnected});
        return false;
    }
    if (!is_waiting(slot)) {
        feed(*id, dial::PeerCalls{slot.id});
    }
    return true;
}

bool Router::Core::claim_client(PortSlot& slot) {
    InterfaceDefinition definition;
    definition.config.name = slot.user_name().empty() ? slot.name : slot.user_name();
    definition.config.type = InterfaceType::Client;
    definition.config.policy.dial_on_demand = false;
    definition.config.policy.idle_disconnect_seconds = kIdleNever;
    for (const RouterTransport& transport : config_.transports) {
        if (!transport.client.empty()) {
            // Was tried when it was set; what a file has wrong leaves the interface without.
            static_cast<void>(info::apply_interface(
                info::build_client(transport), transport.id, definition.config
            ));
        }
    }
    const auto id = table_.insert(std::move(definition));
    if (!id) {
        refuse_call(slot, id.error().code, id.error().detail);
        feed(slot.id, ppp::CloseRequested{id.error().code});
        return false;
    }
    ports_.set_owner(slot, *id);
    publish(events::InterfaceCreated{*id, name_of(*id)});
    add_link(*id);
    return true;
}

void Router::Core::refuse_call(PortSlot& slot, Errc error, const std::string& detail) {
    if (!std::exchange(slot.is_refused, true)) {
        publish(events::CallRefused{slot.id, slot.name, slot.user_name(), error, detail});
    }
}

}  // namespace mprd::router
