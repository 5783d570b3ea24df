// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminServer*, MprAdminIsServiceRunning, MprAdminGetErrorString, MprAdminDeviceEnum, why.
#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"
#include "core/admin/tunnel_ports.hpp"

#include <algorithm>

namespace mprd::admin {
bool Api::is_service_running(const Caller& caller) const {
    return caller.access != Access::None &&
           router_->service_state() != RouterControl::ServiceState::Stopping;
}

Result<ServerInfo> Api::server_get_info(const Caller& caller, TimePoint now, std::uint32_t level)
    const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 2, Errc::NotSupported); !checked) {
        return checked.error();
    }
    ServerInfo info;
    info.level = level;
    info.lan_only = router_->settings().lan_only;
    info.paused = router_->service_state() == RouterControl::ServiceState::Paused;
    info.uptime = router_->uptime(now);
    const auto ports = router_->ports(now);
    info.total_ports = static_cast<std::uint32_t>(ports.size());
    info.ports_in_use = static_cast<std::uint32_t>(std::count_if(
        ports.begin(),
        ports.end(),
        [](const PortInfo& port) {
            return port.condition >= PortCondition::Authenticating ||
                   port.condition == PortCondition::CallingBack;
        }
    ));
    const TunnelSettings tunnels = tunnels_in_force(router_->settings());
    info.pptp_ports = tunnels.pptp.ports.value_or(0);
    info.pptp_flags = tunnels.pptp.flags;
    info.l2tp_ports = tunnels.l2tp.ports.value_or(0);
    info.l2tp_flags = tunnels.l2tp.flags;
    info.sstp_ports = tunnels.sstp.ports.value_or(0);
    info.sstp_flags = tunnels.sstp.flags;
    return info;
}

Result<void> Api::pause(const Caller& caller, TimePoint now) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    router_->pause(now);
    return {};
}

Result<void> Api::resume(const Caller& caller, TimePoint now) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    router_->resume(now);
    return {};
}

Result<ErrcText> Api::get_error_string(const Caller& caller, std::uint32_t code) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const ErrcText* text = find_errc_text(code);
    if (text == nullptr) {
        return fail(Errc::MessageNotFound, "code " + std::to_string(code) + " is not documented");
    }
    return *text;
}

Result<void> Api::set_global_idle(const Caller& caller, TimePoint now, std::uint32_t seconds) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (seconds == 0) {
        return fail(Errc::InvalidParameter, "idleSeconds: expected at least 1, or 4294967295");
    }
    router_->set_global_idle(now, seconds);
    return {};
}

Result<std::vector<DeviceInfo>> Api::device_enum(const Caller& caller, std::uint32_t level) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::NotSupported); !checked) {
        return checked.error();
    }
    std::vector<DeviceInfo> devices;
    for (const DeviceConfig& device : router_->settings().devices) {
        if (device.role != DeviceRole::In) {
            devices.push_back({device.mpr_type, device.name});
        }
    }
    return devices;
}

Result<std::vector<events::WhyRecord>> Api::why(const Caller& caller, InterfaceId id) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (id) {
        if (const auto row = find_row(*router_, id); !row) {
            return row.error();
        }
    }
    return router_->why(id);
}

}  // namespace mprd::admin
