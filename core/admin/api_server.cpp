// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminServer*, MprAdminIsServiceRunning, MprAdminGetErrorString, MprAdminDeviceEnum, why.
#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"

#include <algorithm>

namespace mprd::admin {
namespace {

constexpr std::uint32_t kEnableRas = 1;      // MPR_ENABLE_RAS_ON_DEVICE
constexpr std::uint32_t kEnableRouting = 2;  // MPR_ENABLE_ROUTING_ON_DEVICE

void count_ports(
    const RouterConfig& config, const char* kind, std::uint32_t& ports, std::uint32_t& flags
) {
    for (const DeviceConfig& device : config.devices) {
        if (device.kind == kind) {
            ports += device.port_count;
            flags |= device.role == DeviceRole::Out ? 0 : kEnableRas;
            flags |= device.role == DeviceRole::In ? 0 : kEnableRouting;
        }
    }
}

}  // namespace

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
    const RouterConfig& config = router_->settings();
    count_ports(config, "pptp", info.pptp_ports, info.pptp_flags);
    count_ports(config, "l2tp", info.l2tp_ports, info.l2tp_flags);
    count_ports(config, "sstp", info.sstp_ports, info.sstp_flags);
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
