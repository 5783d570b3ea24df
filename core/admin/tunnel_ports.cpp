// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/tunnel_ports.hpp"

namespace mprd::admin {
namespace {

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

}  // namespace mprd::admin
