// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/router_core.hpp"

namespace mprd::router {
namespace {

[[nodiscard]] LinkCounters since(const LinkCounters& now, const LinkCounters& base) {
    LinkCounters counters = now;
    counters.bytes_sent -= base.bytes_sent;
    counters.bytes_received -= base.bytes_received;
    counters.frames_sent -= base.frames_sent;
    counters.frames_received -= base.frames_received;
    counters.crc_errors -= base.crc_errors;
    counters.framing_errors -= base.framing_errors;
    counters.buffer_overruns -= base.buffer_overruns;
    counters.packets_sent -= base.packets_sent;
    counters.packets_received -= base.packets_received;
    return counters;
}

}  // namespace

admin::InterfaceStatus Router::Core::status(TimePoint now, InterfaceId id) const {
    admin::InterfaceStatus status;
    const auto found = links_.find(id);
    const InterfaceRow* row = table_.find(id);
    if (found == links_.end() || row == nullptr) {
        return status;
    }
    const dial::ConnectMachine& machine = found->second.machine;
    status.state = machine.connection_state();
    status.reasons = machine.reasons();
    status.last_error = machine.last_error();
    status.phase = machine.phase();
    status.network_name = row->network_name;
    if (const auto retry_at = machine.retry_at()) {
        status.retry_in = *retry_at - now;
    }
    if (const auto* up = std::get_if<dial::Up>(&machine.state())) {
        status.up_for = now - up->since;
        if (up->idle_at) {
            status.idle_in = *up->idle_at - now;
        }
        status.connection = ports_.find(up->port)->connection;
    }
    return status;
}

admin::PortInfo Router::Core::port_info(TimePoint now, const PortSlot& slot) const {
    const DeviceConfig& device = config_.devices[slot.device];
    admin::PortInfo info;
    info.handle = slot.id;
    info.name = slot.name;
    info.device_name = device.name;
    info.device_type = device.mpr_type;
    info.media_name = device.kind;
    info.index = slot.index;
    info.role = slot.allowed;
    info.condition = slot.shown;
    info.hardware_error = slot.unavailable() ? slot.unavailable()->code : Errc::Ok;
    info.connection = slot.connection;
    info.total_calls = slot.total_calls;
    if (const Connection* connection = connections_.find(slot.connection)) {
        info.connected = now - connection->since;
    }
    info.line_speed = slot.link.speed;
    info.counters = since(slot.counters, slot.counters_base);
    return info;
}

std::vector<admin::PortInfo> Router::Core::ports(TimePoint now) const {
    std::vector<admin::PortInfo> all;
    all.reserve(ports_.size());
    for (const PortSlot& slot : ports_) {
        all.push_back(port_info(now, slot));
    }
    return all;
}

std::optional<admin::PortInfo> Router::Core::port(TimePoint now, PortId id) const {
    const PortSlot* slot = ports_.find(id);
    return slot == nullptr ? std::nullopt : std::optional{port_info(now, *slot)};
}

InterfaceId Router::Core::owner_of(PortId port) const {
    const PortSlot* slot = ports_.find(port);
    return slot == nullptr ? InterfaceId{} : slot->owner();
}

admin::ConnectionInfo Router::Core::connection_info(
    TimePoint now, ConnectionId id, const Connection& connection
) const {
    const PortSlot& slot = *ports_.find(connection.port);
    admin::ConnectionInfo info;
    info.handle = id;
    info.interface = connection.interface;
    info.interface_name = connection.interface_name;
    info.interface_type = connection.interface_type;
    info.port = connection.port;
    info.user_name = connection.user_name;
    info.local_endpoint = slot.link.local_endpoint;
    info.remote_endpoint = slot.link.remote_endpoint;
    info.duration = now - connection.since;
    info.started = calendar_->wall_time(connection.since);
    info.counters = since(slot.counters, slot.counters_base);
    info.projection = slot.projection;
    return info;
}

bool Router::Core::is_up(ConnectionId id, const Connection& connection) const {
    return ports_.find(connection.port)->connection == id;
}

std::vector<admin::ConnectionInfo> Router::Core::connections(TimePoint now) const {
    std::vector<admin::ConnectionInfo> all;
    connections_.for_each([&](ConnectionId id, const Connection& connection) {
        if (is_up(id, connection)) {
            all.push_back(connection_info(now, id, connection));
        }
    });
    return all;
}

std::optional<admin::ConnectionInfo> Router::Core::connection(TimePoint now, ConnectionId id)
    const {
    const Connection* connection = connections_.find(id);
    return connection == nullptr || !is_up(id, *connection)
               ? std::nullopt
               : std::optional{connection_info(now, id, *connection)};
}

}  // namespace mprd::router
