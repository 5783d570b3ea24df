// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/udp_datagram.hpp"
#include "core/router/router_core.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {
namespace {

/// What the interface's settings and key say. The sequence number of keyed MD5 is the update's.
rip::Authentication authentication_of(const InterfaceRow& row) {
    rip::Authentication made;
    switch (row.config.rip.authentication) {
        case RipAuthentication::None:
            return made;
        case RipAuthentication::Password:
            made.kind = rip::Authentication::Kind::Password;
            break;
        case RipAuthentication::KeyedMd5:
            made.kind = rip::Authentication::Kind::KeyedMd5;
            break;
    }
    made.key = row.extended.rip_key;
    made.key_id = row.config.rip.key_id;
    return made;
}

}  // namespace

Errc Router::Core::update_routes(TimePoint now, InterfaceId id, RequestId request) {
    begin(now);
    Link* link = find_link(id);
    if (link == nullptr) {
        return Errc::InvalidHandle;
    }
    const PortSlot* slot = port_of(id);
    if (slot == nullptr || !slot->connection || !slot->ipv4) {
        return Errc::InterfaceNotConnected;
    }
    if (link->update) {
        return Errc::UpdateInProgress;
    }
    const InterfaceRow& row = *table_.find(id);
    if (row.config.rip.authentication != RipAuthentication::None &&
        row.extended.rip_key.is_empty()) {
        return Errc::NoInterfaceCredentialsSet;  // an empty key would prove nothing
    }
    link->update_result.reset();
    link->update_request = request;
    link->update_port = slot->id;
    link->update.emplace(
        now_,
        rip::RouteUpdate::Settings{slot->ipv4->local, slot->ipv4->peer, authentication_of(row)},
        *crypto_
    );
    emit(WatchRip{slot->id, true});
    drain_update(id);
    run();
    return Errc::Pending;
}

Result<Errc> Router::Core::take_update_result(InterfaceId id) {
    Link* link = find_link(id);
    if (link != nullptr && link->update) {
        return Result<Errc>(boost::system::in_place_value, Errc::Pending);
    }
    if (link == nullptr || !link->update_result) {
        return make_error(Errc::InterfaceNotConnected, "there is no result of an update to fetch");
    }
    // An enum converts to an error code too: say that it is the value.
    return Result<Errc>(
        boost::system::in_place_value, *std::exchange(link->update_result, std::nullopt)
    );
}

void Router::Core::drain_update(InterfaceId id) {
    Link& link = *find_link(id);
    while (const auto packet = link.update->poll_packet()) {
        emit(SendFrame{link.update_port, wire::kProtocolIpv4, *packet});
    }
    deadlines_.arm({DeadlineKind::Update, id.value}, link.update->next_deadline());
    if (const auto& result = link.update->result()) {
        finish_update(
            id, result->has_value() ? replace_learned(id, **result) : result->error().code
        );
    }
}

void Router::Core::finish_update(InterfaceId id, Errc result) {
    Link& link = *find_link(id);
    emit(WatchRip{link.update_port, false});
    deadlines_.arm({DeadlineKind::Update, id.value}, std::nullopt);
    link.update.reset();
    link.update_result = result;
    if (link.update_request) {
        emit(RequestCompleted{std::exchange(link.update_request, {}), result});
    }
}

Errc Router::Core::replace_learned(InterfaceId id, const std::vector<Route>& routes) {
    InterfaceConfig config = table_.find(id)->config;
    const auto before = config.routes;
    std::erase_if(config.routes, [](const Route& route) {
        return route.origin == RouteOrigin::AutoStatic;
    });
    const std::size_t configured = config.routes.size();
    for (const Route& route : routes) {
        // Each destination once, and what an administrator said goes first.
        const auto end = config.routes.begin() + static_cast<std::ptrdiff_t>(configured);
        if (std::none_of(config.routes.begin(), end, [&](const Route& old) {
                return old.destination == route.destination;
            })) {
            config.routes.push_back(route);
        }
    }
    if (config.routes == before) {
        return Errc::Ok;
    }
    if (const auto changed = table_.change(id, std::move(config)); !changed) {
        return changed.error().code;
    }
    publish(events::InterfaceChanged{id, name_of(id)});
    apply_net(id, Repeat::IfChanged);
    return Errc::Ok;
}

void Router::Core::drop_update(const PortSlot& slot) {
    Link* link = find_link(slot.owner());
    if (link == nullptr || link->update_port != slot.id) {
        return;
    }
    if (link->update) {
        finish_update(slot.owner(), Errc::InterfaceNotConnected);
    }
    link->update_port = {};
    link->update_result.reset();
}

bool Router::Core::give_update(PortId port, const ControlFrame& input) {
    const PortSlot* slot = ports_.find(port);
    Link* link = slot == nullptr ? nullptr : find_link(slot->owner());
    if (link == nullptr || !link->update || link->update_port != port ||
        input.protocol != wire::kProtocolIpv4) {
        return false;
    }
    link->update->receive(now_, input.information);
    drain_update(slot->owner());
    return true;
}

}  // namespace mprd::router
