// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/admin/views.hpp"
#include "core/base/error.hpp"
#include "core/tables/tunnel_config.hpp"

#include <cstdint>
#include <optional>

namespace mprd::admin {

/// MPR_SERVER_1 and _2: what MprAdminServerSetInfo takes; nullopt leaves a member as it is.
struct ServerPorts {
    std::optional<std::uint32_t> pptp_ports;
    std::optional<std::uint32_t> pptp_flags;
    std::optional<std::uint32_t> l2tp_ports;
    std::optional<std::uint32_t> l2tp_flags;
    /// Level 2 only.
    std::optional<std::uint32_t> sstp_ports;
    std::optional<std::uint32_t> sstp_flags;
};

/// MPR_SERVER_EX.
struct ServerInfoEx {
    ServerInfo server;
    TunnelSettings tunnels;
};

/// setConfigForProtocols of MPR_SERVER_SET_CONFIG_EX.
inline constexpr std::uint32_t kSetPptp = 1;
inline constexpr std::uint32_t kSetL2tp = 2;
inline constexpr std::uint32_t kSetSstp = 4;
inline constexpr std::uint32_t kSetIkev2 = 8;
inline constexpr std::uint32_t kSetGre = 0x10;

/// What a Set that succeeded left to do.
enum class InForce {
    Now,
    AfterRestart,  ///< code 3011
};

/// Longest pre-shared key, in bytes (reference/rrasm-protocol.md section 3: "key size < 257").
inline constexpr std::size_t kMaxPreSharedKey = 256;

/// The MprAdminServer calls that change the router as a whole; see Api for what holds for all.
/// Order of checks: access 5, level 50, LAN-only 903, wrong members 87, limit 3010 (decision 0009).
class ServerApi {
public:
    /// The router must outlive the object.
    explicit ServerApi(RouterControl& router) : router_(&router) {}

    /// MprAdminServerSetInfo: levels 1 and 2, else 50. 87 a count above the system's, no PPTP port,
    /// or a flag that is none; 3010 a count above the limit of the start: nothing has changed.
    [[nodiscard]] Result<void> set_info(
        const Caller& caller, TimePoint now, std::uint32_t level, const ServerPorts& ports
    );
    /// MprAdminServerGetInfoEx. 903 in LAN-only mode.
    [[nodiscard]] Result<ServerInfoEx> get_info_ex(const Caller& caller, TimePoint now) const;
    /// MprAdminServerSetInfoEx: the protocols that `protocols` names (kSetPptp...) become as in
    /// `tunnels`. 87 no or an unknown protocol, or a wrong member; 3010 as in set_info().
    [[nodiscard]] Result<InForce> set_info_ex(
        const Caller& caller, TimePoint now, std::uint32_t protocols, const TunnelSettings& tunnels
    );
    /// MprAdminServerGetCredentials: level 0, else 50. The size of the key in bytes, never the key;
    /// 0 for a reader. 1168 when there is none.
    [[nodiscard]] Result<std::size_t> get_credentials(const Caller& caller, std::uint32_t level)
        const;
    /// MprAdminServerSetCredentials: level 0, else 50. An empty key deletes; more than 256 bytes
    /// are 87.
    [[nodiscard]] Result<void> set_credentials(
        const Caller& caller, TimePoint now, std::uint32_t level, const Secret& key
    );
    /// MprAdminIsServiceInitialized: 1062 when the service stops.
    [[nodiscard]] Result<bool> is_service_initialized(const Caller& caller) const;

private:
    [[nodiscard]] Result<void> change_tunnels(TimePoint now, const TunnelSettings& tunnels);

    RouterControl* router_;
};

}  // namespace mprd::admin
