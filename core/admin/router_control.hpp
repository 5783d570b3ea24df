// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/views.hpp"
#include "core/base/error.hpp"
#include "core/events/why_record.hpp"
#include "core/tables/interface_table.hpp"
#include "core/tables/router_config.hpp"

#include <optional>
#include <vector>

namespace mprd::admin {

/// What the administration needs of a router: implemented by router::Router, and by fakes in tests.
/// No access checks here; `now` as in every engine. After each call the router's outputs are to be
/// drained, as after handle().
class RouterControl {
public:
    virtual ~RouterControl() = default;

    /// Paused: no new calls (928). Stopping: calls are being ended.
    enum class ServiceState {
        Running,
        Paused,
        Stopping,
    };
    [[nodiscard]] virtual ServiceState service_state() const = 0;
    /// Since start().
    [[nodiscard]] virtual Duration uptime(TimePoint now) const = 0;
    /// The settings; `interfaces` in it is empty, they are in interfaces().
    [[nodiscard]] virtual const RouterConfig& settings() const = 0;
    /// Valid as long as the router; rows change with the calls below.
    [[nodiscard]] virtual const InterfaceTable& interfaces() const = 0;
    /// The interface must exist.
    [[nodiscard]] virtual InterfaceStatus status(TimePoint now, InterfaceId id) const = 0;

    /// 87 wrong configuration, 904 the name is taken, 8 no handle left.
    [[nodiscard]] virtual Result<InterfaceId> create(
        TimePoint now, InterfaceDefinition definition
    ) = 0;
    /// 6 unknown handle, 908 while connected.
    [[nodiscard]] virtual Result<void> remove(TimePoint now, InterfaceId id) = 0;
    /// 6 unknown handle, 87 another name or type, or a wrong configuration.
    [[nodiscard]] virtual Result<void> change(
        TimePoint now, InterfaceId id, InterfaceConfig config
    ) = 0;
    /// nullopt removes them. 6 unknown handle.
    [[nodiscard]] virtual Result<void> set_credentials(
        TimePoint now, InterfaceId id, std::optional<Credentials> credentials
    ) = 0;
    /// Empty members remove. 6 unknown handle.
    [[nodiscard]] virtual Result<void> set_extended_credentials(
        TimePoint now, InterfaceId id, ExtendedCredentials credentials
    ) = 0;
    /// Holds at once for interfaces with kIdleUseGlobal. kIdleNever: never.
    virtual void set_global_idle(TimePoint now, std::uint32_t seconds) = 0;
    /// Takes over what may change while the router runs: users, transports, tunnels and the
    /// server's pre-shared key; all else in `settings` is ignored. 87 when they are wrong, and
    /// nothing has changed.
    [[nodiscard]] virtual Result<void> change_settings(TimePoint now, RouterConfig settings) = 0;

    /// Checks 3 to 13 of the connect decision, then starts. Pending: RequestCompleted with
    /// `request` follows exactly once (unless `request` is zero). Ok: already connected, nothing
    /// follows. Else refused with that code, nothing follows.
    [[nodiscard]] virtual Errc connect(TimePoint now, InterfaceId id, RequestId request) = 0;
    /// 906 when not connected nor connecting. While connecting it cancels the attempt: Ok, and the
    /// pending requests complete with 929.
    [[nodiscard]] virtual Errc disconnect(TimePoint now, InterfaceId id) = 0;

    /// Asks the neighbour for his routes. Pending: RequestCompleted with `request` follows exactly
    /// once: Ok (the auto-static routes are his answer now), 638, 691, 8 (rip::RouteUpdate), or 906
    /// when the link dropped. Else refused, nothing follows: 906 not connected with IPv4, 911 an
    /// update is under way. 6 unknown handle.
    [[nodiscard]] virtual Errc update_routes(TimePoint now, InterfaceId id, RequestId request) = 0;
    /// The result of the last update over this call, once; Pending while it runs. 906 there is
    /// none.
    [[nodiscard]] virtual Result<Errc> take_update_result(InterfaceId id) = 0;

    /// Until resume(): nothing new is dialled.
    virtual void pause(TimePoint now) = 0;
    virtual void resume(TimePoint now) = 0;

    /// All ports, in handle order.
    [[nodiscard]] virtual std::vector<PortInfo> ports(TimePoint now) const = 0;
    /// nullopt when the handle names nothing.
    [[nodiscard]] virtual std::optional<PortInfo> port(TimePoint now, PortId id) const = 0;
    /// Ends the call on the port, whoever made it. False when the handle names nothing.
    virtual bool disconnect_port(TimePoint now, PortId id) = 0;
    /// False when the handle names nothing.
    virtual bool clear_port_counters(TimePoint now, PortId id) = 0;

    /// Live ones only.
    [[nodiscard]] virtual std::vector<ConnectionInfo> connections(TimePoint now) const = 0;
    /// nullopt when no live connection has the handle.
    [[nodiscard]] virtual std::optional<ConnectionInfo> connection(TimePoint now, ConnectionId id)
        const = 0;

    /// The newest last. Zero: of all interfaces.
    [[nodiscard]] virtual std::vector<events::WhyRecord> why(InterfaceId id) const = 0;
};

}  // namespace mprd::admin
