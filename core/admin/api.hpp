// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/admin/views.hpp"
#include "core/base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mprd::admin {

/// hEvent and fSynchronous of MprAdminInterfaceConnect.
enum class WaitMode {
    Event,   ///< event given: 600 at once, told at the end. Refused to a remote caller (87)
    NoWait,  ///< no event, not synchronous: 600 at once
    Wait,    ///< synchronous: the caller is answered at the end
};

/// What a connect request came to. A refusal is the Error instead.
enum class ConnectReply {
    AlreadyConnected,  ///< code 0, nothing follows
    Started,           ///< code 600; RequestCompleted follows exactly once
};

/// MprAdminInterfaceSetCredentials: nullopt leaves a part as it is, three nullopts remove all.
struct CredentialsUpdate {
    /// At most 256 bytes.
    std::optional<std::string> user_name;
    /// At most 15 bytes.
    std::optional<std::string> domain;
    /// At most 256 bytes.
    std::optional<Secret> password;
};

/// What each MprAdmin call means: access, checks in the documented order, codes, levels, paging.
/// Results are plain values; JSON and C structures are made elsewhere. A call that fails has
/// changed nothing. After each call drain the router's outputs (they carry the events by which the
/// daemon persists, answers and notifies).
///
/// Source for codes: reference/mprapi-functions.md, the section of the function named.
class Api {
public:
    /// The router must outlive the Api.
    explicit Api(RouterControl& router) : router_(&router) {}

    // ---- server
    /// MprAdminIsServiceRunning.
    [[nodiscard]] bool is_service_running(const Caller& caller) const;
    /// Levels 0, 1, 2; another is 50.
    /// MprAdminServerGetInfo.
    [[nodiscard]] Result<ServerInfo> server_get_info(
        const Caller& caller, TimePoint now, std::uint32_t level
    ) const;
    /// No new calls until resume(); calls that are up stay.
    [[nodiscard]] Result<void> pause(const Caller& caller, TimePoint now);
    [[nodiscard]] Result<void> resume(const Caller& caller, TimePoint now);
    /// Symbol and text, 317 when the code is not documented.
    /// MprAdminGetErrorString.
    [[nodiscard]] Result<ErrcText> get_error_string(const Caller& caller, std::uint32_t code) const;
    /// Seconds, kIdleNever for never, 0 is 87.
    [[nodiscard]] Result<void> set_global_idle(
        const Caller& caller, TimePoint now, std::uint32_t seconds
    );

    // ---- interfaces
    /// Levels 0 to 3. Level 0 and 1 take name, enabled and type only.
    /// MprAdminInterfaceCreate. 50 wrong level, 87 wrong type or member, 904 the name is taken.
    [[nodiscard]] Result<InterfaceId> interface_create(
        const Caller& caller, TimePoint now, std::uint32_t level, const InterfaceConfig& config
    );
    /// MprAdminInterfaceDelete. 6 unknown handle, 87 no demand-dial interface, 908 while connected.
    [[nodiscard]] Result<void> interface_delete(
        const Caller& caller, TimePoint now, InterfaceId id
    );
    /// MprAdminInterfaceGetHandle. 905 when no interface has the name.
    [[nodiscard]] Result<InterfaceId> interface_get_handle(
        const Caller& caller, std::string_view name, InterfaceTable::Clients clients
    ) const;
    /// MprAdminInterfaceGetInfo. 6 unknown handle, 50 above level 3, 124 a level that the type
    /// lacks.
    [[nodiscard]] Result<InterfaceInfo> interface_get_info(
        const Caller& caller, TimePoint now, InterfaceId id, std::uint32_t level
    ) const;
    /// Level 0 changes `enabled`, level 1 also the hours, 2 and 3 the phonebook members and the
    /// whole dial policy. A different name or type is 87.
    /// MprAdminInterfaceSetInfo.
    [[nodiscard]] Result<void> interface_set_info(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t level,
        const InterfaceConfig& config
    );
    /// Beyond the API: replaces everything configured but name and type in one step.
    [[nodiscard]] Result<void> interface_replace(
        const Caller& caller, TimePoint now, InterfaceId id, const InterfaceConfig& config
    );
    /// MprAdminInterfaceEnum: level 0 only, else 50. `resume` 0 starts; the page says how to go on.
    [[nodiscard]] Result<Page<InterfaceInfo>> interface_enum(
        const Caller& caller,
        TimePoint now,
        std::uint32_t level,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
    ) const;
    /// `request` is the daemon's number for the completion.
    /// MprAdminInterfaceConnect: refusals are those of decide_connect().
    [[nodiscard]] Result<ConnectReply> interface_connect(
        const Caller& caller, TimePoint now, InterfaceId id, WaitMode mode, RequestId request
    );
    /// MprAdminInterfaceDisconnect. 6 unknown handle, 906 neither connected nor connecting.
    [[nodiscard]] Result<void> interface_disconnect(
        const Caller& caller, TimePoint now, InterfaceId id
    );

    // ---- credentials (by name, as the API has it)
    /// MprAdminInterfaceSetCredentials. 87 too long, 905 no such interface.
    [[nodiscard]] Result<void> interface_set_credentials(
        const Caller& caller, TimePoint now, std::string_view name, const CredentialsUpdate& update
    );
    /// The password is empty for a reader. 623 when none are set.
    /// MprAdminInterfaceGetCredentials.
    [[nodiscard]] Result<Credentials> interface_get_credentials(
        const Caller& caller, std::string_view name
    ) const;

    // ---- devices of an interface; `index` counts from 1, out of range is 87
    /// MprAdminInterfaceDeviceGetInfo: levels 0 and 1, else 50.
    [[nodiscard]] Result<InterfaceDevice> interface_device_get_info(
        const Caller& caller, InterfaceId id, std::uint32_t index, std::uint32_t level
    ) const;
    /// One behind the last adds a device. Level 0 keeps number and alternates.
    /// MprAdminInterfaceDeviceSetInfo.
    [[nodiscard]] Result<void> interface_device_set_info(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t index,
        std::uint32_t level,
        const InterfaceDevice& device
    );
    /// MprAdminDeviceEnum: level 0 only, else 50.
    [[nodiscard]] Result<std::vector<DeviceInfo>> device_enum(
        const Caller& caller, std::uint32_t level
    ) const;

    // ---- routes of an interface
    /// Beyond the API. In the order of the configuration.
    [[nodiscard]] Result<std::vector<Route>> route_list(const Caller& caller, InterfaceId id) const;
    /// Replaces a route to the same destination.
    [[nodiscard]] Result<void> route_add(
        const Caller& caller, TimePoint now, InterfaceId id, const Route& route
    );
    /// 1168 when there is none to this destination.
    [[nodiscard]] Result<void> route_delete(
        const Caller& caller, TimePoint now, InterfaceId id, const IpPrefix& destination
    );

    // ---- ports
    /// `connection` nullopt: all ports (INVALID_HANDLE_VALUE); zero: 6.
    /// MprAdminPortEnum: level 0 only, else 50.
    [[nodiscard]] Result<Page<PortInfo>> port_enum(
        const Caller& caller,
        TimePoint now,
        std::uint32_t level,
        std::optional<ConnectionId> connection,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
    ) const;
    /// MprAdminPortGetInfo: levels 0 and 1, else 50; 601 unknown handle.
    [[nodiscard]] Result<PortInfo> port_get_info(
        const Caller& caller, TimePoint now, std::uint32_t level, PortId id
    ) const;
    /// MprAdminPortDisconnect: ends the call on the port.
    [[nodiscard]] Result<void> port_disconnect(const Caller& caller, TimePoint now, PortId id);
    [[nodiscard]] Result<void> port_reset(const Caller& caller, TimePoint now, PortId id);
    /// MprAdminPortClearStats: the counters that views show start at zero again.
    [[nodiscard]] Result<void> port_clear_stats(const Caller& caller, TimePoint now, PortId id);

    // ---- connections
    /// MprAdminConnectionEnum: levels 0 to 3, else 124.
    [[nodiscard]] Result<Page<ConnectionInfo>> connection_enum(
        const Caller& caller,
        TimePoint now,
        std::uint32_t level,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
    ) const;
    /// MprAdminConnectionGetInfo: 124 above level 3, 87 for zero, 906 for a handle that is not
    /// live.
    [[nodiscard]] Result<ConnectionInfo> connection_get_info(
        const Caller& caller, TimePoint now, std::uint32_t level, ConnectionId id
    ) const;
    /// MprAdminConnectionClearStats: 87 for a handle that is not live.
    [[nodiscard]] Result<void> connection_clear_stats(
        const Caller& caller, TimePoint now, ConnectionId id
    );

    /// MprAdminRegisterConnectionNotification and Deregister: whether this caller is told of
    /// connections at all. 87 a caller on another host, 903 LAN-only.
    [[nodiscard]] Result<void> connection_notification(const Caller& caller) const;

    // ---- why
    /// Zero: the records of all interfaces. The newest last, bounded.
    [[nodiscard]] Result<std::vector<events::WhyRecord>> why(const Caller& caller, InterfaceId id)
        const;

private:
    RouterControl* router_;
};

}  // namespace mprd::admin
