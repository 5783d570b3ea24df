// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Incoming calls over IP tunnels: the device has found out who calls and asks whether he may. What
// PPP would negotiate follows from his user alone.
#include "core/router/answered_tunnel.hpp"
#include "core/router/router_core.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace mprd::router {
namespace {

/// An address of a /64.
[[nodiscard]] Ipv6Address within(const IpPrefix& prefix, const InterfaceIdentifier& identifier) {
    Ipv6Address address = prefix.address.v6;
    std::copy(identifier.bytes.begin(), identifier.bytes.end(), address.bytes.begin() + 8);
    return address;
}

constexpr InterfaceIdentifier kOurs{{0, 0, 0, 0, 0, 0, 0, 1}};
constexpr InterfaceIdentifier kHis{{0, 0, 0, 0, 0, 0, 0, 2}};

}  // namespace

void Router::Core::on_input(const CallerAsks& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr || slot->use() != PortUse::Listening) {
        return;
    }
    ++slot->total_calls;
    ports_.set_use(*slot, PortUse::Open);
    slot->role = CallRole::Answerer;
    slot->link.carries = LinkInfo::Carries::IpPackets;
    slot->link.remote_endpoint = input.caller.remote_endpoint;
    slot->opened_at = now_;
    watch_half_open(*slot);
    start_engine(*slot, std::make_unique<AnsweredTunnel>(input.caller));
    show_condition(*slot);
}

CallerTerms Router::Core::terms_of(const PortSlot& slot) const {
    CallerTerms terms;
    const CallGrant& grant = *slot.grant;
    const auto& given = slot.admission.addresses;  // of the administration DLL
    const std::optional<Ipv4Address> peer =
        given.ipv4 ? std::optional(given.ipv4->address) : grant.ipv4;
    if (!config_.answering.local_address.is_unspecified() && peer) {
        terms.ipv4 = {config_.answering.local_address, *peer};
        terms.dns = config_.answering.dns;
    }
    if (grant.prefix) {
        const UserConfig* user = find_user(grant.user);
        const InterfaceIdentifier own = given.ipv6 ? given.ipv6->address
                                        : user     ? user->ipv6_identifier
                                                   : InterfaceIdentifier{};
        terms.ipv6 = {
            within(*grant.prefix, kOurs), within(*grant.prefix, own.is_zero() ? kHis : own)};
        terms.networks.push_back(*grant.prefix);
    }
    std::vector<Route> routes = grant.routes;
    if (const InterfaceRow* row = table_.find(slot.owner()); row != nullptr) {
        routes.insert(routes.end(), row->config.routes.begin(), row->config.routes.end());
        if (wants_default_route(row->config)) {
            routes.push_back(kDefaultRoute);
        }
    }
    for (const Route& route : routes) {
        terms.networks.push_back(route.destination);
    }
    std::sort(terms.networks.begin(), terms.networks.end());
    terms.networks.erase(
        std::unique(terms.networks.begin(), terms.networks.end()), terms.networks.end()
    );
    return terms;
}

bool Router::Core::has_terms(PortSlot& slot) {
    if (!is_tunnel(slot)) {
        return true;  // PPP finds out
    }
    const CallerTerms terms = terms_of(slot);
    if (terms.ipv4 || terms.ipv6) {
        return true;
    }
    refuse_call(
        slot,
        Errc::NoIpAddresses,
        "a caller without PPP brings no address: give answering.localAddress and "
        "answering.pools, answering.ipv6Prefixes, or his user an \"address\""
    );
    feed(slot.id, ppp::CloseRequested{Errc::NoIpAddresses});
    return false;
}

void Router::Core::admit(PortSlot& slot) {
    slot.is_let_in = true;
    emit(AdmitCaller{slot.id, terms_of(slot)});
}

void Router::Core::admit_waiting(InterfaceId id) {
    PortSlot* slot = ports_.answering_call(id, {});
    if (slot != nullptr && is_tunnel(*slot) && !slot->is_let_in && !slot->is_refused &&
        !slot->user_name().empty() && !is_waiting(*slot)) {
        feed(id, dial::PeerCalls{slot->id});
        admit(*slot);
    }
}

void Router::Core::open_answered(PortSlot& slot, const LinkInfo& link) {
    if (slot.is_refused || slot.role != CallRole::Answerer || slot.user_name().empty() ||
        slot.ipv4 || slot.ipv6) {
        return;
    }
    slot.link = link;
    slot.is_peer_ready = true;
    slot.ipv4 = link.ipv4;
    slot.ipv6 = link.ipv6;
    family_changed(slot);
}

}  // namespace mprd::router
