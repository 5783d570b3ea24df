// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/ppp_settings.hpp"
#include "core/router/router_core.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {

void Router::Core::start_engine(PortSlot& slot, ppp::PppConfig config) {
    start_engine(
        slot, std::make_unique<ppp::PppEngine>(std::move(config), *crypto_, *random_, *entropy_)
    );
}

void Router::Core::start_engine(PortSlot& slot, std::unique_ptr<ppp::LinkEngine> engine) {
    slot.counters = {};
    slot.counters_base = {};
    slot.is_peer_ready = false;
    slot.caller_magic = 0;
    slot.engine = std::move(engine);
    feed(slot.id, ppp::LinkUp{});
}

void Router::Core::on_engine(PortSlot& slot, ppp::SendFrame&& output) {
    emit(SendFrame{slot.id, output.protocol, std::move(output.information)});
}

void Router::Core::on_engine(PortSlot& slot, const ppp::FramingChanged& output) {
    emit(SetFraming{slot.id, output.options});
}

void Router::Core::on_engine(PortSlot& slot, const ppp::PhaseChanged& output) {
    if (output.to == ppp::Phase::Network && slot.awaited_by && !slot.owner()) {
        claim_awaited(slot);
    }
    show_condition(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::ProtocolOpened& output) {
    if (output.protocol == wire::kProtocolLcp) {
        const ppp::PppStatus status = slot.engine->status();
        slot.caller_magic = slot.role == CallRole::Caller ? status.local_magic : status.peer_magic;
    }
    publish(events::ProtocolOpened{
        slot.id, slot.name, name_of(slot.owner()), protocol_name(output.protocol), output.detail});
}

void Router::Core::on_engine(PortSlot& slot, const ppp::Ipv4Opened& output) {
    if (!accept_address(slot, output.peer)) {
        return;
    }
    slot.ipv4 = Ipv4Link{output.local, output.peer, output.dns, output.nbns};
    slot.is_peer_ready = false;
    family_changed(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::Ipv4Closed&) {
    drop_update(slot);
    slot.ipv4.reset();
    family_changed(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::Ipv6Opened& output) {
    slot.ipv6 = Ipv6Link{output.local, output.peer};
    slot.is_peer_ready = false;
    family_changed(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::Ipv6Closed&) {
    slot.ipv6.reset();
    family_changed(slot);
}

void Router::Core::on_engine(PortSlot& slot, const ppp::PeerReady&) {
    slot.is_peer_ready = true;
    if (slot.owner()) {
        bind_if_ready(slot.owner());
    }
}

void Router::Core::on_engine(PortSlot& slot, const ppp::Finished& output) {
    drop_update(slot);
    slot.projection = projection_of(slot.engine->status());
    slot.finished = output.error;
    if (output.error.code == Errc::RemoteAuthenticationFailure) {
        note_failed_login(slot);
    }
    if (slot.role == CallRole::Answerer && !slot.connection) {
        refuse_call(slot, output.error.code, output.error.detail);
    }
    // The machine is free at once; the port is when PortClosed comes.
    if (fall_back(slot)) {
        // The peer's call goes on.
    } else if (is_to_call_back(slot, output.error)) {
        await_call_back(slot);
    } else {
        feed_holder(slot, dial::LineClosed{output.error.code});
    }
    close_port(slot, output.error.code);  // ends with the engine gone
}

void Router::Core::family_changed(PortSlot& slot) {
    slot.projection = projection_of(slot.engine->status());
    slot.projection.ipv4 = slot.ipv4;
    slot.projection.ipv6 = slot.ipv6;
    if (slot.is_refused) {
        return;  // it is on its way out
    }
    if ((slot.ipv4 || slot.ipv6) && lacks_call_back(slot)) {
        feed(slot.id, ppp::CloseRequested{Errc::BadCallbackNumber});
        return;
    }
    if (!slot.owner() && (slot.ipv4 || slot.ipv6) && !claim_client(slot)) {
        return;
    }
    if (!slot.ipv4 && !slot.ipv6) {
        if (slot.is_bound) {
            watch_half_open(slot);
        }
        unbind(slot);  // the peer negotiates anew: until he has proved who he is, nothing passes
    }
    const Link* link = find_link(slot.owner());
    if (link != nullptr && link->machine.connection_state() == ConnectionState::Connected &&
        link->machine.port() != slot.id && !may_displace(slot)) {
        // Our own call came up while this one was negotiating.
        ports_.set_owner(slot, {});
        refuse_call(slot, Errc::AlreadyConnected, "the interface is connected");
        feed(slot.id, ppp::CloseRequested{Errc::AlreadyConnected});
        return;
    }
    if (slot.owner()) {
        apply_net(slot.owner(), Repeat::IfChanged);
        bind_if_ready(slot.owner());
    }
    show_condition(slot);
}

PortSlot* Router::Core::port_of(InterfaceId id) {
    const Link* link = find_link(id);
    PortSlot* held = link == nullptr ? nullptr : ports_.find(link->machine.port());
    // An incoming call that can carry packets goes before an attempt of our own.
    PortSlot* answered = ports_.find_owned(id, [this](const PortSlot& slot) {
        return slot.use() == PortUse::Open && slot.role == CallRole::Answerer &&
               (slot.ipv4 || slot.ipv6) && !is_waiting(slot);
    });
    if (answered != nullptr) {
        return answered;
    }
    return held != nullptr && held->owner() == id && held->use() == PortUse::Open ? held : nullptr;
}

void Router::Core::bind_if_ready(InterfaceId id) {
    Link* link = find_link(id);
    PortSlot* slot = port_of(id);
    if (link == nullptr || slot == nullptr || link->net_pending != 0 || link->net_failed ||
        (!slot->ipv4 && !slot->ipv6) || !is_admitted(*slot)) {
        return;
    }
    const bool has_ipv4 = slot->ipv4.has_value();
    const bool has_ipv6 = slot->ipv6.has_value();
    if (!slot->is_bound || slot->bound_ipv4 != has_ipv4 || slot->bound_ipv6 != has_ipv6 ||
        slot->bound_may_send != slot->is_peer_ready) {
        for (PortSlot* other : ports_.owned_by(id)) {
            if (other->id != slot->id) {
                unbind(*other);  // one call at a time
            }
        }
        slot->is_bound = true;
        link->net_retry = kNetRetryInterval;
        deadlines_.arm({DeadlineKind::HalfOpen, slot->id.value}, std::nullopt);
        slot->bound_may_send = slot->is_peer_ready;
        slot->bound_ipv4 = has_ipv4;
        slot->bound_ipv6 = has_ipv6;
        emit(BindLink{slot->id, id, has_ipv4, has_ipv6, slot->is_peer_ready});
        begin_advertising(*slot);
    }
    if (!slot->connection) {
        if (slot->role == CallRole::Caller) {
            feed(id, dial::LinkReady{});
        } else {
            feed(
                id,
                dial::CallConnected{slot->id, slot->grant ? slot->grant->idle_limit : std::nullopt}
            );
        }
    }
}

bool Router::Core::is_family_up(const InterfaceConfig& config, TransportId id) const {
    const InterfaceTransport* transport = find_transport(config.transports, id);
    return find_transport(config_.transports, id) != nullptr &&
           (transport == nullptr || transport->up);
}

PacketRules Router::Core::wanted_rules(const InterfaceConfig& config, TransportId id) const {
    const RouterTransport* running = find_transport(config_.transports, id);
    const InterfaceTransport* transport = find_transport(config.transports, id);
    if (running == nullptr || !running->filtering || transport == nullptr) {
        return {};
    }
    return transport->packets;
}

NetConfig Router::Core::wanted_net(InterfaceId id) {
    const InterfaceRow& row = *table_.find(id);
    const Link& link = *find_link(id);
    NetConfig wanted;
    wanted.name = row.network_name;
    wanted.mtu = row.config.mtu;
    const PortSlot* slot = port_of(id);
    if (slot != nullptr) {
        wanted.ipv4 = slot->ipv4;
        wanted.ipv6 = slot->ipv6;
        const bool has_ppp = slot->link.carries != LinkInfo::Carries::IpPackets;
        wanted.mtu = std::min(wanted.mtu, has_ppp ? slot->projection.send_mru : slot->link.max_mru);
        // A serial line is slower than the calls that this would save, and its queue shorter than
        // one large segment.
        wanted.large_segments = slot->link.carries != LinkInfo::Carries::ByteStream;
    }
    if (link.machine.connection_state() != ConnectionState::Unreachable) {
        wanted.routes = row.config.routes;
        if (wants_default_route(row.config) && wanted.ipv4) {
            wanted.routes.push_back(kDefaultRoute);
        }
        if (slot != nullptr) {
            add_granted_routes(*slot, wanted.routes);
        }
        std::erase_if(wanted.routes, [&](const Route& route) {
            const auto family =
                route.destination.address.is_v6 ? TransportId::Ipv6 : TransportId::Ipv4;
            return !is_family_up(row.config, family);
        });
    }
    wanted.packets4 = wanted_rules(row.config, TransportId::Ipv4);
    wanted.packets6 = wanted_rules(row.config, TransportId::Ipv6);
    return wanted;
}

void Router::Core::apply_net(InterfaceId id, Repeat repeat) {
    Link* link = find_link(id);
    const InterfaceRow* row = table_.find(id);
    const bool is_ours =
        row != nullptr && (can_dial(row->config.type) || row->config.type == InterfaceType::Client);
    if (link == nullptr || !is_ours || life_ == Life::Stopped) {
        return;
    }
    NetConfig wanted = wanted_net(id);
    if (repeat == Repeat::IfChanged && link->applied && *link->applied == wanted) {
        return;
    }
    link->applied = wanted;
    ++link->net_pending;
    emit(ApplyNet{id, std::move(wanted)});
}

/// Until what just failed is tried again.
Duration Router::Core::retry_interval(Link& link) {
    if (!link.applied || (!link.applied->ipv4 && !link.applied->ipv6)) {
        return kNetRetryInterval;
    }
    link.net_refused_call = true;
    const Duration interval = link.net_retry;
    link.net_retry = std::min(2 * interval, kNetRetryLongest);
    return interval;
}

void Router::Core::forgive_host(Link& link, InterfaceId id) {
    link.net_refused_call = false;
    link.net_retry = kNetRetryInterval;
    if (link.net_failed) {
        deadlines_.arm({DeadlineKind::Net, id.value}, now_);
    }
}

void Router::Core::on_input(const NetStatus& input) {
    Link* link = find_link(input.interface);
    if (link == nullptr) {
        return;
    }
    if (link->net_pending > 0) {
        --link->net_pending;
    }
    const bool had_failed = link->net_failed;
    if (input.error) {
        link->net_failed = true;
        deadlines_.arm({DeadlineKind::Net, input.interface.value}, now_ + retry_interval(*link));
        if (!had_failed) {
            publish(events::NetDeviceStateChanged{
                input.interface, name_of(input.interface), input.error->code, input.error->detail});
            feed(
                input.interface,
                dial::Blocked{UnreachableReason::OutOfResources, input.error->code, std::nullopt}
            );
        }
        return;
    }
    if (link->net_pending != 0 || link->net_refused_call) {
        return;  // a later ApplyNet is still to be answered, or another call to be tried
    }
    link->net_failed = false;
    deadlines_.arm({DeadlineKind::Net, input.interface.value}, std::nullopt);
    if (had_failed) {
        publish(events::NetDeviceStateChanged{
            input.interface, name_of(input.interface), Errc::Ok, ""});
        if (starved_.count(input.interface) == 0) {
            feed(input.interface, dial::Unblocked{UnreachableReason::OutOfResources});
        }
    }
    bind_if_ready(input.interface);
}

void Router::Core::begin_connection(InterfaceId id, PortSlot& slot) {
    const InterfaceRow& row = *table_.find(id);
    if (Connection* admitted = connections_.find(slot.admission.handle)) {
        admitted->since = now_;
        slot.connection = slot.admission.handle;
    } else {
        const auto handle = connections_.insert(Connection{
            id, row.config.name, row.config.type, slot.id, slot.user_name(), now_});
        slot.connection = handle.value_or(ConnectionId{});
    }
    begin_session(slot);
    publish(events::ConnectionUp{
        slot.connection, id, row.config.name, slot.id, slot.name, slot.user_name(), slot.projection}
    );
}

void Router::Core::end_connection(PortSlot& slot, const Error& error) {
    drop_update(slot);
    const Connection* connection = connections_.find(slot.connection);
    if (connection == nullptr) {
        return;
    }
    const Duration duration = now_ - connection->since;
    const TimePoint last = std::max(slot.counters.last_activity, connection->since);
    publish(events::ConnectionDown{
        slot.connection,
        connection->interface,
        connection->interface_name,
        slot.id,
        error.code,
        error.detail,
        duration,
        slot.counters.bytes_sent,
        slot.counters.bytes_received});
    if (table_.find(connection->interface) != nullptr) {
        remember(
            connection->interface,
            events::WhyHungUp{
                error.code,
                duration,
                now_ - last,
                slot.counters.bytes_sent,
                slot.counters.bytes_received}
        );
    }
    connections_.erase(slot.connection);
}

}  // namespace mprd::router
