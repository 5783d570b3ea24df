// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminPort* and MprAdminConnection*.
#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"
#include "core/admin/paging.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {
namespace {

/// Access, then LAN-only: how all of these calls begin.
[[nodiscard]] Result<void> check(const RouterControl& router, const Result<void>& allowed) {
    return allowed ? manager_runs(router) : allowed;
}

}  // namespace

Result<Page<PortInfo>> Api::port_enum(
    const Caller& caller,
    TimePoint now,
    std::uint32_t level,
    std::optional<ConnectionId> connection,
    std::uint32_t preferred_bytes,
    std::uint32_t resume
) const {
    if (const auto allowed = check(*router_, may_read(caller)); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::NotSupported); !checked) {
        return checked.error();
    }
    if (connection && !*connection) {
        return fail(Errc::InvalidHandle, "connection: expected a handle, or none for all ports");
    }
    auto ports = router_->ports(now);
    if (connection) {
        std::erase_if(ports, [&](const PortInfo& port) { return port.connection != *connection; });
    }
    return page_of(std::move(ports), page_entries(preferred_bytes, kSizeRasPort0), resume);
}

Result<PortInfo> Api::port_get_info(
    const Caller& caller, TimePoint now, std::uint32_t level, PortId id
) const {
    if (const auto allowed = check(*router_, may_read(caller)); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 1, Errc::NotSupported); !checked) {
        return checked.error();
    }
    auto port = router_->port(now, id);
    if (!port) {
        return fail(Errc::InvalidPortHandle, "no port has this handle");
    }
    return *std::move(port);
}

Result<void> Api::port_disconnect(const Caller& caller, TimePoint now, PortId id) {
    if (const auto allowed = check(*router_, may_administer(caller)); !allowed) {
        return allowed.error();
    }
    if (!router_->disconnect_port(now, id)) {
        return fail(Errc::InvalidParameter, "no port has this handle");
    }
    return {};
}

Result<void> Api::port_reset(const Caller& caller, TimePoint now, PortId id) {
    // Documented as doing nothing once access is granted (reference, MprAdminPortReset).
    if (const auto allowed = check(*router_, may_administer(caller)); !allowed) {
        return allowed.error();
    }
    if (!router_->port(now, id)) {
        return fail(Errc::InvalidParameter, "no port has this handle");
    }
    return {};
}

Result<void> Api::port_clear_stats(const Caller& caller, TimePoint now, PortId id) {
    if (const auto allowed = check(*router_, may_administer(caller)); !allowed) {
        return allowed.error();
    }
    if (!router_->clear_port_counters(now, id)) {
        return fail(Errc::InvalidBinding, "no port has this handle");
    }
    return {};
}

Result<Page<ConnectionInfo>> Api::connection_enum(
    const Caller& caller,
    TimePoint now,
    std::uint32_t level,
    std::uint32_t preferred_bytes,
    std::uint32_t resume
) const {
    if (const auto allowed = check(*router_, may_read(caller)); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 3, Errc::InvalidLevel); !checked) {
        return checked.error();
    }
    return page_of(
        router_->connections(now), page_entries(preferred_bytes, kSizeRasConnection[level]), resume
    );
}

Result<ConnectionInfo> Api::connection_get_info(
    const Caller& caller, TimePoint now, std::uint32_t level, ConnectionId id
) const {
    if (const auto allowed = check(*router_, may_read(caller)); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 3, Errc::InvalidLevel); !checked) {
        return checked.error();
    }
    if (!id) {
        return fail(Errc::InvalidParameter, "connection: expected a handle");
    }
    auto connection = router_->connection(now, id);
    if (!connection) {
        return fail(Errc::InterfaceNotConnected, "no live connection has this handle");
    }
    return *std::move(connection);
}

Result<void> Api::connection_clear_stats(const Caller& caller, TimePoint now, ConnectionId id) {
    if (const auto allowed = check(*router_, may_administer(caller)); !allowed) {
        return allowed.error();
    }
    const auto connection = router_->connection(now, id);
    if (!connection) {
        return fail(Errc::InvalidParameter, "no live connection has this handle");
    }
    router_->clear_port_counters(now, connection->port);
    return {};
}

Result<void> Api::connection_notification(const Caller& caller) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (caller.origin == Origin::Remote) {
        return fail(
            Errc::InvalidParameter, "a caller on another host has no events; mprd.Watch tells more"
        );
    }
    return manager_runs(*router_);
}

}  // namespace mprd::admin
