// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/server_api.hpp"

#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"
#include "core/admin/tunnel_ports.hpp"

#include <utility>

namespace mprd::admin {
namespace {

[[nodiscard]] Result<void> check_limit(
    const char* name, const TunnelPorts& old, const TunnelPorts& wanted
) {
    if (wanted.ports.value_or(0) > old.max_ports) {
        return fail(
            Errc::RebootRequired,
            std::string("nothing has changed: ") + name + ": at most " +
                std::to_string(old.max_ports) + " while the router runs; raise tunnels." + name +
                ".maxPorts in mprd.json and restart mprd"
        );
    }
    return {};
}

void take(
    TunnelPorts& target,
    const std::optional<std::uint32_t>& ports,
    const std::optional<std::uint32_t>& flags
) {
    target.ports = ports ? ports : target.ports;
    target.flags = flags.value_or(target.flags);
}

/// Validated as if no limit of the start were there: that has a code of its own.
[[nodiscard]] Result<void> check_members(TunnelSettings tunnels) {
    static_cast<void>(raise_limits(tunnels));
    return tunnels.validate();
}

}  // namespace

Result<void> ServerApi::change_tunnels(TimePoint now, const TunnelSettings& tunnels) {
    if (auto valid = check_members(tunnels); !valid) {
        return valid;
    }
    const TunnelSettings& old = router_->settings().tunnels;
    const std::pair<const char*, std::pair<const TunnelPorts&, const TunnelPorts&>> protocols[] = {
        {"pptp", {old.pptp, tunnels.pptp}},
        {"l2tp", {old.l2tp, tunnels.l2tp}},
        {"sstp", {old.sstp, tunnels.sstp}},
        {"ikev2", {old.ikev2, tunnels.ikev2}},
        {"gre", {old.gre, tunnels.gre}}};
    for (const auto& [name, ports] : protocols) {
        if (auto checked = check_limit(name, ports.first, ports.second); !checked) {
            return checked;
        }
    }
    RouterConfig settings = router_->settings();
    settings.tunnels = tunnels;
    return router_->change_settings(now, std::move(settings));
}

Result<void> ServerApi::set_info(
    const Caller& caller, TimePoint now, std::uint32_t level, const ServerPorts& ports
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (level != 1 && level != 2) {
        return fail(Errc::NotSupported, "level " + std::to_string(level) + ": expected 1 or 2");
    }
    if (auto runs = manager_runs(*router_); !runs) {
        return runs;
    }
    TunnelSettings tunnels = router_->settings().tunnels;
    take(tunnels.pptp, ports.pptp_ports, ports.pptp_flags);
    take(tunnels.l2tp, ports.l2tp_ports, ports.l2tp_flags);
    if (level == 2) {
        take(tunnels.sstp, ports.sstp_ports, ports.sstp_flags);
    }
    return change_tunnels(now, tunnels);
}

Result<ServerInfoEx> ServerApi::get_info_ex(const Caller& caller, TimePoint now) const {
    auto server = Api(*router_).server_get_info(caller, now, 0);
    if (!server) {
        return server.error();
    }
    if (const auto runs = manager_runs(*router_); !runs) {
        return runs.error();
    }
    return ServerInfoEx{*std::move(server), tunnels_in_force(router_->settings())};
}

Result<InForce> ServerApi::set_info_ex(
    const Caller& caller, TimePoint now, std::uint32_t protocols, const TunnelSettings& given
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto runs = manager_runs(*router_); !runs) {
        return runs.error();
    }
    const TunnelSettings& old = router_->settings().tunnels;
    const auto tunnels = changed_tunnels(old, protocols, given);
    if (!tunnels) {
        return tunnels.error();
    }
    // A listener that is open keeps its certificate and its kind: only a new one has others.
    const InForce in_force =
        tunnels->sstp_listener == old.sstp_listener ? InForce::Now : InForce::AfterRestart;
    if (const auto changed = change_tunnels(now, *tunnels); !changed) {
        return changed.error();
    }
    return in_force;
}

Result<std::size_t> ServerApi::get_credentials(const Caller& caller, std::uint32_t level) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const Secret& key = router_->settings().pre_shared_key;
    if (key.is_empty()) {
        return fail(Errc::NotFound, "the server has no pre-shared key");
    }
    return caller.access == Access::Administrator ? key.reveal().size() : 0;
}

Result<void> ServerApi::set_credentials(
    const Caller& caller, TimePoint now, std::uint32_t level, const Secret& key
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (auto checked = check_level(level, 0, Errc::NotSupported); !checked) {
        return checked;
    }
    if (key.reveal().size() > kMaxPreSharedKey) {
        return fail(Errc::InvalidParameter, "credentialsInfo: expected at most 256 bytes");
    }
    RouterConfig settings = router_->settings();
    settings.pre_shared_key = key;
    return router_->change_settings(now, std::move(settings));
}

Result<bool> ServerApi::is_service_initialized(const Caller& caller) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (router_->service_state() == RouterControl::ServiceState::Stopping) {
        return fail(Errc::ServiceNotActive, "the router is ending its calls");
    }
    return true;
}

}  // namespace mprd::admin
