// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What callers get of the router's addresses, and how long their calls may last.
#include "core/router/router_core.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "core/wire/router_advertisement.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mprd::router {
namespace {

/// RFC 4861 section 6.2.4: three soon after each other, because one may get lost; then as seldom
/// as section 6.2.1 allows, so that they do not keep a caller's line up that is hung up for being
/// idle. Well before RouterAdvertisement::lifetime_seconds is over.
constexpr std::array<Duration, 2> kFirstAdvertisements{
    std::chrono::seconds{4}, std::chrono::seconds{16}};
constexpr Duration kAdvertisementInterval = std::chrono::seconds{1800};

/// A user's own limit, else the one of all callers; zero: none.
[[nodiscard]] std::chrono::seconds limit_of(
    std::uint32_t own, std::chrono::seconds of_all_callers
) {
    if (own == kIdleNever) {
        return std::chrono::seconds{0};
    }
    return own == kIdleUseGlobal ? of_all_callers : std::chrono::seconds{own};
}

/// An address or a prefix that is his alone.
[[nodiscard]] bool has_own(const UserConfig& user) {
    return !user.address.is_unspecified() || user.ipv6_prefix;
}

[[nodiscard]] std::optional<Duration> as_limit(std::chrono::seconds limit) {
    return limit.count() == 0 ? std::nullopt : std::optional<Duration>{limit};
}

}  // namespace

void Router::Core::index_users() {
    users_.clear();
    has_call_back_users_ = false;
    for (std::size_t i = 0; i < config_.users.size(); ++i) {
        has_call_back_users_ |= config_.users[i].call_back != CallBack::None;
        users_.emplace(config_.users[i].name, i);
    }
    addresses_.set_users(config_.users);
    prefixes_.set_users(config_.users);
}

const UserConfig* Router::Core::find_user(const std::string& name) const {
    const auto found = users_.find(name);
    return found == users_.end() ? nullptr : &config_.users[found->second];
}

void Router::Core::grant(PortSlot& slot, const UserConfig* user) {
    static const UserConfig nobody;
    const UserConfig& who = user == nullptr ? nobody : *user;
    if (slot.grant && slot.grant->user == who.name) {
        return;  // he tries again, or negotiates anew
    }
    take_back(slot);
    CallGrant& made = slot.grant.emplace();
    made.user = who.name;
    made.routes = who.routes;
    made.idle_limit = as_limit(limit_of(who.idle_seconds, config_.answering.idle_limit));
    made.session_limit = as_limit(limit_of(who.session_seconds, config_.answering.session_limit));
    if (!config_.answering.local_address.is_unspecified()) {
        if (!who.address.is_unspecified()) {
            made.ipv4 = who.address;  // claimed when he has proved who he is
        } else if (addresses_.has_ranges()) {
            made.ipv4 = addresses_.lend(slot.id);
            made.lacks_ipv4 = !made.ipv4;
            made.may_choose = who.may_choose_address;
        }
    }
    if (config_.answering.ipv6) {
        if (who.ipv6_prefix) {
            made.prefix = who.ipv6_prefix;
        } else if (prefixes_.has_blocks()) {
            made.prefix = prefixes_.lend();
            made.lacks_prefix = !made.prefix;
        }
    }
}

void Router::Core::take_back(PortSlot& slot) {
    if (!slot.grant) {
        return;
    }
    if (slot.grant->ipv4) {
        addresses_.give_back(*slot.grant->ipv4, slot.id);
    }
    if (slot.grant->prefix) {
        prefixes_.give_back(*slot.grant->prefix);
    }
    slot.grant.reset();
}

void Router::Core::give_other_address(PortSlot& slot) {
    if (slot.grant && slot.grant->ipv4) {
        addresses_.give_back(*slot.grant->ipv4, slot.id);
    }
    if (slot.grant) {
        slot.grant->ipv4.reset();
        slot.grant->lacks_ipv4 = false;
        slot.grant->may_choose = false;
    }
}

std::optional<Error> Router::Core::objection(const PortSlot& slot) {
    if (!slot.grant) {
        return std::nullopt;
    }
    const CallGrant& grant = *slot.grant;
    if (grant.lacks_ipv4) {
        return make_error(Errc::NoIpAddresses, "no address of answering.pools is free");
    }
    if (grant.lacks_prefix) {
        return make_error(Errc::NoIpAddresses, "no prefix of answering.ipv6Prefixes is free");
    }
    const UserConfig* user = find_user(grant.user);
    if (user == nullptr || user->max_calls == 0 || has_own(*user)) {
        return std::nullopt;
    }
    const std::size_t others = ports_.calls_of(grant.user, slot.id).size();
    if (others >= user->max_calls) {
        return make_error(
            Errc::UserLimit,
            "\"" + user->name + "\" has " + std::to_string(others) + " calls already (maxCalls)"
        );
    }
    return std::nullopt;
}

bool Router::Core::take_own_address(PortSlot& slot) {
    const UserConfig* user = slot.grant ? find_user(slot.grant->user) : nullptr;
    if (user == nullptr || !has_own(*user)) {
        return true;
    }
    // What is his alone can be on one line only: the older call is one that he has given up.
    for (PortSlot* other : ports_.calls_of(user->name, slot.id)) {
        give_other_address(*other);
        feed(other->id, ppp::CloseRequested{Errc::UserLimit});
    }
    if (!slot.grant->ipv4 || addresses_.claim(*slot.grant->ipv4, slot.id)) {
        return true;
    }
    const PortSlot& holder = *ports_.find(*addresses_.holder(*slot.grant->ipv4));
    refuse_call(
        slot,
        Errc::NoIpAddresses,
        "his address " + slot.grant->ipv4->to_string() + " is in use on port " + holder.name
    );
    feed(slot.id, ppp::CloseRequested{Errc::NoIpAddresses});
    return false;
}

bool Router::Core::accept_address(PortSlot& slot, Ipv4Address address) {
    if (slot.role == CallRole::Caller || !slot.grant || !slot.grant->may_choose ||
        slot.grant->ipv4 == address) {
        return true;
    }
    if (!addresses_.is_free(address)) {
        const std::string detail = "the address " + address.to_string() + " is not free";
        refuse_call(slot, Errc::PppRequiredAddressRejected, detail);
        feed(slot.id, ppp::CloseRequested{Errc::PppRequiredAddressRejected});
        return false;
    }
    if (slot.grant->ipv4) {
        addresses_.give_back(*slot.grant->ipv4, slot.id);
    }
    slot.grant->ipv4 = address;
    return addresses_.claim(address, slot.id);
}

void Router::Core::add_granted_routes(const PortSlot& slot, std::vector<Route>& routes) const {
    if (slot.role == CallRole::Caller || !slot.grant) {
        return;
    }
    std::vector<Route> granted = slot.grant->routes;
    if (slot.grant->prefix) {
        granted.push_back(Route{*slot.grant->prefix, 0, true});
    }
    for (const Route& route : granted) {
        const bool is_usable =
            route.destination.address.is_v6 ? slot.ipv6.has_value() : slot.ipv4.has_value();
        const bool is_there = std::any_of(routes.begin(), routes.end(), [&](const Route& other) {
            return other.destination == route.destination;
        });
        if (is_usable && !is_there) {
            routes.push_back(route);
        }
    }
}

void Router::Core::begin_advertising(const PortSlot& slot) {
    // A tunnel without PPP told him of it when he was let in.
    const bool has_prefix =
        slot.role == CallRole::Answerer && slot.grant && slot.grant->prefix && !is_tunnel(slot);
    if (has_prefix && slot.bound_ipv6 && slot.bound_may_send && slot.grant->advertised == 0) {
        advertise(slot.id);
    }
}

void Router::Core::advertise(PortId id) {
    PortSlot* slot = ports_.find(id);
    if (slot == nullptr || !slot->is_bound || !slot->ipv6 || !slot->grant || !slot->grant->prefix) {
        return;
    }
    wire::RouterAdvertisement advertisement;
    advertisement.source = slot->ipv6->address();
    advertisement.prefix = *slot->grant->prefix;
    advertisement.mtu = slot->projection.send_mru;
    emit(SendFrame{id, wire::kProtocolIpv6, wire::make_router_advertisement(advertisement)});
    const std::size_t sent = slot->grant->advertised++;
    const Duration pause =
        sent < kFirstAdvertisements.size() ? kFirstAdvertisements[sent] : kAdvertisementInterval;
    deadlines_.arm({DeadlineKind::Advertise, id.value}, now_ + pause);
}

void Router::Core::begin_session(const PortSlot& slot) {
    if (slot.role == CallRole::Answerer && slot.grant && slot.grant->session_limit) {
        deadlines_.arm({DeadlineKind::Session, slot.id.value}, now_ + *slot.grant->session_limit);
    }
}

void Router::Core::session_is_over(PortId id) {
    if (const PortSlot* slot = ports_.find(id); slot != nullptr && slot->engine != nullptr) {
        feed(id, ppp::CloseRequested{Errc::PppSessionTimeout});
    }
}

}  // namespace mprd::router
