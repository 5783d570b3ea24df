// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigServer*InfoEx and MprConfigInterface*CustomInfoEx.
#include "core/admin/checks.hpp"
#include "core/admin/config_api.hpp"
#include "core/admin/interface_ex_api.hpp"
#include "core/admin/tunnel_ports.hpp"

#include <utility>

namespace mprd::admin {
namespace {

[[nodiscard]] Result<void> check_full_router(const InterfaceConfig& config) {
    if (config.type != InterfaceType::FullRouter) {
        return fail(Errc::InvalidParameter, "interface: expected a full router");
    }
    return {};
}

}  // namespace

Result<InForce> ConfigApi::store_tunnels(RouterConfig settings) {
    const bool raised = raise_limits(settings.tunnels);
    if (const auto valid = settings.tunnels.validate(); !valid) {
        return valid.error();
    }
    if (const auto written = store_->put_settings(settings); !written) {
        return written.error();
    }
    return raised ? InForce::AfterRestart : InForce::Now;
}

Result<ServerInfoEx> ConfigApi::server_get_info_ex(const Caller& caller) {
    auto server = server_get_info(caller, 0);
    if (!server) {
        return server.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    return ServerInfoEx{*std::move(server), tunnels_in_force(**whole)};
}

Result<InForce> ConfigApi::server_set_info_ex(
    const Caller& caller, std::uint32_t protocols, const TunnelSettings& given
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    auto tunnels = changed_tunnels((*whole)->tunnels, protocols, given);
    if (!tunnels) {
        return tunnels.error();
    }
    RouterConfig settings = **whole;
    settings.tunnels = *std::move(tunnels);
    return store_tunnels(std::move(settings));
}

Result<TunnelSettings> ConfigApi::server_tunnels(const Caller& caller) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto whole = store_->read();
    return whole ? Result<TunnelSettings>((*whole)->tunnels) : whole.error();
}

Result<std::optional<Ikev2Custom>> ConfigApi::interface_get_custom_info(
    const Caller& caller, StoredInterfaceId id
) {
    const auto config = interface_config(caller, id);
    if (!config) {
        return config.error();
    }
    if (const auto checked = check_full_router(*config); !checked) {
        return checked.error();
    }
    return config->ikev2;
}

Result<void> ConfigApi::interface_set_custom_info(
    const Caller& caller, StoredInterfaceId id, std::uint32_t flags, const Ikev2Custom& custom
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    auto config = interface_config(caller, id);
    if (!config) {
        return config.error();
    }
    if (auto checked = check_full_router(*config); !checked) {
        return checked;
    }
    if ((flags & ~kCustomForIkev2) != 0) {
        return fail(Errc::InvalidParameter, "flags: expected 0 to delete, or 1 for IKEv2");
    }
    config->ikev2 = flags == 0 ? std::nullopt : std::optional(custom);
    if (auto valid = config->validate(); !valid) {
        return valid;
    }
    return store_->put_interface(*config);
}

}  // namespace mprd::admin
