// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/tables/device_config.hpp"
#include "core/tables/interface_config.hpp"
#include "core/tables/interface_types.hpp"
#include "core/tables/link_counters.hpp"
#include "core/tables/link_status.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd::admin {

/// The state part of one interface (MPR_INTERFACE_0) and what the API cannot say.
struct InterfaceStatus {
    /// As the API has it.
    ConnectionState state = ConnectionState::Disconnected;
    /// Empty unless unreachable.
    UnreachableReasons reasons;
    /// dwLastError: why the last attempt failed, Ok when none did.
    Errc last_error = Errc::Ok;
    /// "disabled", "idle", "acquiring", "dialing", "waiting", "negotiating", "up", "closing",
    /// "backoff": the connect machine's own state.
    std::string phase;
    std::optional<Duration> retry_in;  ///< to the end of redial wait or back-off
    /// Since it came up; absent unless connected.
    std::optional<Duration> up_for;
    std::optional<Duration> idle_in;  ///< to the next look at the idle time
    ConnectionId connection;          ///< zero when there is none
    /// Of the host's network interface.
    std::string network_name;
};

/// What levels 0 to 3 of MprAdminInterfaceGetInfo show; each level is a part of this.
struct InterfaceInfo {
    InterfaceId handle;
    InterfaceConfig config;
    InterfaceStatus status;
    /// Whether any are set; they themselves are read by another call.
    bool has_credentials = false;
    std::uint32_t level = 0;  ///< what was asked: fields above it are not to be shown
};

/// RAS_PORT_0 and _1.
struct PortInfo {
    /// Zero is never a handle.
    PortId handle;
    /// szPortName: device name and number of the port.
    std::string name;
    std::string device_name;
    std::string device_type;  ///< MPRDT_ text
    std::string media_name;   ///< the device kind
    std::uint32_t index = 0;  ///< of the port in its device, from 0
    DeviceRole role = DeviceRole::Both;
    PortCondition condition = PortCondition::Disconnected;
    Errc hardware_error = Errc::Ok;  ///< 0: RAS_HARDWARE_OPERATIONAL
    /// Zero when no connection is on it.
    ConnectionId connection;
    /// Since the router started.
    std::uint32_t total_calls = 0;
    /// Of the call that is on it; zero without one.
    Duration connected{};
    std::uint32_t line_speed = 0;  ///< bit/s
    /// Of that call, since it began or since ClearStats.
    LinkCounters counters;
};

/// RAS_CONNECTION_0 to _3.
struct ConnectionInfo {
    ConnectionId handle;
    /// Whose connection it is.
    InterfaceId interface;
    std::string interface_name;
    InterfaceType interface_type = InterfaceType::FullRouter;
    PortId port;
    /// Of the caller; empty on the calling side.
    std::string user_name;
    std::string remote_computer;
    /// LinkInfo's texts; empty when there are none.
    std::string local_endpoint;
    std::string remote_endpoint;
    /// Since it came up.
    Duration duration{};
    WallTime started{};
    std::uint32_t flags = 1;  ///< RAS_FLAGS_PPP_CONNECTION
    LinkCounters counters;
    /// What PPP agreed on (PPP_INFO_3).
    PppProjection projection;
};

/// MPR_SERVER_0 to _2.
struct ServerInfo {
    /// fLanOnlyMode: no demand-dial manager.
    bool lan_only = false;
    bool paused = false;
    /// Since the router started.
    Duration uptime{};
    /// Of all devices.
    std::uint32_t total_ports = 0;
    std::uint32_t ports_in_use = 0;
    /// Tunnel ports by kind, as the structures of levels 1 and 2 list them.
    std::uint32_t pptp_ports = 0;
    std::uint32_t pptp_flags = 0;
    std::uint32_t l2tp_ports = 0;
    std::uint32_t l2tp_flags = 0;
    std::uint32_t sstp_ports = 0;
    std::uint32_t sstp_flags = 0;
    std::uint32_t level = 0;
};

/// MPR_DEVICE_0.
struct DeviceInfo {
    /// MPRDT_ text.
    std::string type;
    /// Of the DeviceConfig.
    std::string name;
};

/// A part of an enumeration (reference/mprapi-functions.md section 0.3).
template <class Entry>
struct Page {
    Errc code = Errc::Ok;  ///< 0 or 234 MoreData
    /// In handle order.
    std::vector<Entry> entries;
    std::uint32_t total = 0;   ///< available from the resume position
    std::uint32_t resume = 0;  ///< for the next call; 0 when complete
};

/// Sizes of the documented structures on 64-bit Windows: the unit of dwPrefMaxLen.
inline constexpr std::uint32_t kSizeMprInterface0 = 552;
inline constexpr std::uint32_t kSizeRasPort0 = 392;
inline constexpr std::uint32_t kSizeRasConnection[] = {1128, 296, 848, 792};
/// MAXDWORD as dwPrefMaxLen: no wish of the caller's. A page still ends at kMaxPageEntries.
inline constexpr std::uint32_t kAllEntries = 0xffffffff;
/// Most entries of a page: an answer of the control socket has to fit into one message of 1 MiB,
/// and an entry may take 4 KiB of JSON.
inline constexpr std::size_t kMaxPageEntries = 256;

}  // namespace mprd::admin
