// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/tunnel_ports.hpp"

#include "core/admin/checks.hpp"
#include "core/admin/server_api.hpp"

#include <utility>

namespace mprd::admin {
namespace {

constexpr std::uint32_t kAllProtocols = kSetPptp | kSetL2tp | kSetSstp | kSetIkev2 | kSetGre;

/// All that a caller may set; `max_ports` stays: it is raised in the store only.
void take_ports(TunnelPorts& target, const TunnelPorts& given) {
    const std::uint32_t max_ports = target.max_ports;
    target = given;
    target.max_ports = max_ports;
}

void fill_in(const RouterConfig& config, const char* kind, TunnelPorts& tunnel) {
    if (tunnel.ports) {
        return;
    }
    tunnel.ports = 0;
    tunnel.flags = 0;
    for (const DeviceConfig& device : config.devices) {
        if (device.kind == kind) {
            *tunnel.ports += device.port_count;
            tunnel.flags |= device.role == DeviceRole::Out ? 0 : kPortFlagRemoteAccess;
            tunnel.flags |= device.role == DeviceRole::In ? 0 : kPortFlagRouting;
        }
    }
}

}  // namespace

TunnelSettings tunnels_in_force(const RouterConfig& config) {
    TunnelSettings tunnels = config.tunnels;
    fill_in(config, "pptp", tunnels.pptp);
    fill_in(config, "l2tp", tunnels.l2tp);
    fill_in(config, "sstp", tunnels.sstp);
    fill_in(config, "ikev2", tunnels.ikev2);
    fill_in(config, "gre", tunnels.gre);
    return tunnels;
}

Result<TunnelSettings> changed_tunnels(
    const TunnelSettings& old, std::uint32_t protocols, const TunnelSettings& given
) {
    if (protocols == 0 || (protocols & ~kAllProtocols) != 0) {
        return fail(
            Errc::InvalidParameter,
            "setConfigForProtocols: expected a sum of 1 (PPTP), 2 (L2TP), 4 (SSTP), 8 (IKEv2) and "
            "16 (GRE)"
        );
    }
    TunnelSettings tunnels = old;
    const std::pair<std::uint32_t, std::pair<TunnelPorts&, const TunnelPorts&>> parts[] = {
        {kSetPptp, {tunnels.pptp, given.pptp}},
        {kSetL2tp, {tunnels.l2tp, given.l2tp}},
        {kSetSstp, {tunnels.sstp, given.sstp}},
        {kSetIkev2, {tunnels.ikev2, given.ikev2}},
        {kSetGre, {tunnels.gre, given.gre}}};
    for (const auto& [bit, part] : parts) {
        if ((protocols & bit) != 0) {
            take_ports(part.first, part.second);
        }
    }
    if ((protocols & kSetSstp) != 0) {
        tunnels.sstp_listener = given.sstp_listener;
    }
    return tunnels;
}

bool raise_limits(TunnelSettings& tunnels) {
    bool raised = false;
    for (TunnelPorts* each :
         {&tunnels.pptp, &tunnels.l2tp, &tunnels.sstp, &tunnels.ikev2, &tunnels.gre}) {
        if (each->ports.value_or(0) > each->max_ports) {
            each->max_ports = *each->ports;
            raised = true;
        }
    }
    return raised;
}

}  // namespace mprd::admin
