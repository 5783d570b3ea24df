// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// What handles of stored objects mean, and MprConfigServer*, MprConfigGet*Name.
#include "core/admin/config_api.hpp"

#include "core/admin/checks.hpp"
#include "core/admin/tunnel_ports.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace mprd::admin {
namespace {

[[nodiscard]] Result<void> check_path(const StoredConfig& store, const std::string& path) {
    const auto checked = store.check_path(path);
    return checked ? checked : fail(checked.error().code, "path: " + checked.error().detail);
}

[[nodiscard]] Error not_stored(std::uint32_t transport) {
    return fail(
        Errc::UnknownProtocolId,
        "transport " + std::to_string(transport) + " is not stored; 33 is IPv4, 87 is IPv6"
    );
}

}  // namespace

Result<ConfigApi::Snapshot> ConfigApi::look() {
    auto whole = store_->read();
    if (!whole || *whole == looked_at_) {
        return whole;
    }
    looked_at_ = *whole;
    std::unordered_map<std::string_view, const Guid*> stored;
    for (const InterfaceDefinition& definition : (*whole)->interfaces) {
        stored.emplace(definition.config.name, &definition.config.phonebook.guid);
    }
    std::vector<StoredInterfaceId> gone;
    handles_.for_each([&](StoredInterfaceId id, const Named& named) {
        const auto found = stored.find(named.name);
        if (found == stored.end() || *found->second != named.guid) {
            gone.push_back(id);
        }
    });
    for (const StoredInterfaceId id : gone) {
        by_name_.erase(handles_.find(id)->name);
        handles_.erase(id);
    }
    return whole;
}

Result<ConfigApi::Found> ConfigApi::find(StoredInterfaceId id) {
    if (!id) {
        return fail(Errc::InvalidParameter, "interface: expected a handle, found 0");
    }
    auto whole = look();
    if (!whole) {
        return whole.error();
    }
    const Named* named = handles_.find(id);
    if (named == nullptr) {
        return fail(Errc::NoSuchInterface, "no stored interface has this handle (any more)");
    }
    const auto& all = (*whole)->interfaces;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& definition) {
        return definition.config.name == named->name;
    });
    return Found{*whole, &*found};  // look() has taken the handles of all others back
}

Result<StoredInterfaceId> ConfigApi::handle_of(const InterfaceConfig& config) {
    if (const auto known = by_name_.find(config.name); known != by_name_.end()) {
        return known->second;
    }
    const auto id = handles_.insert(Named{config.name, config.phonebook.guid});
    if (!id) {
        return fail(Errc::NotEnoughMemory, "no handle is left");
    }
    by_name_.emplace(config.name, *id);
    return *id;
}

Result<void> ConfigApi::server_install(const Caller& caller, std::uint32_t level, bool has_buffer) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (level != 0 || has_buffer) {
        return fail(Errc::InvalidParameter, "expected level 0 and no buffer");
    }
    return store_->reset();
}

Result<ServerInfo> ConfigApi::server_get_info(const Caller& caller, std::uint32_t level) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 2, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    ServerInfo info;
    info.level = level;
    info.lan_only = (*whole)->lan_only;
    for (const DeviceConfig& device : (*whole)->devices) {
        info.total_ports += device.port_count;
    }
    const TunnelSettings tunnels = tunnels_in_force(**whole);
    info.pptp_ports = tunnels.pptp.ports.value_or(0);
    info.pptp_flags = tunnels.pptp.flags;
    info.l2tp_ports = tunnels.l2tp.ports.value_or(0);
    info.l2tp_flags = tunnels.l2tp.flags;
    info.sstp_ports = tunnels.sstp.ports.value_or(0);
    info.sstp_flags = tunnels.sstp.flags;
    return info;
}

Result<InForce> ConfigApi::server_set_info(
    const Caller& caller, std::uint32_t level, const ServerPorts& ports
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (level != 1 && level != 2) {
        return fail(Errc::NotSupported, "level " + std::to_string(level) + ": expected 1 or 2");
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    RouterConfig settings = **whole;
    const auto take = [](TunnelPorts& target, const auto& count, const auto& flags) {
        target.ports = count ? count : target.ports;
        target.flags = flags.value_or(target.flags);
    };
    take(settings.tunnels.pptp, ports.pptp_ports, ports.pptp_flags);
    take(settings.tunnels.l2tp, ports.l2tp_ports, ports.l2tp_flags);
    if (level == 2) {
        take(settings.tunnels.sstp, ports.sstp_ports, ports.sstp_flags);
    }
    return store_tunnels(std::move(settings));
}

Result<void> ConfigApi::server_backup(const Caller& caller, const std::string& path) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_path(*store_, path); !checked) {
        return checked.error();
    }
    return store_->backup(path);
}

Result<void> ConfigApi::server_restore(const Caller& caller, const std::string& path) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_path(*store_, path); !checked) {
        return checked.error();
    }
    return store_->restore(path);
}

Result<std::string> ConfigApi::get_friendly_name(const Caller& caller, std::string_view guid_name) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto guid = parse_guid(guid_name);
    if (!guid) {
        return fail(
            Errc::InvalidParameter, "guidName: expected \"{XXXXXXXX-XXXX-XXXX-XXXX-XXXXXXXXXXXX}\""
        );
    }
    const auto whole = look();
    if (!whole) {
        return whole.error();
    }
    for (const InterfaceDefinition& definition : (*whole)->interfaces) {
        if (definition.config.phonebook.guid == *guid) {
            return definition.config.name;
        }
    }
    return fail(Errc::NotFound, "no stored interface has this GUID name");
}

Result<std::string> ConfigApi::get_guid_name(const Caller& caller, std::string_view friendly_name) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (friendly_name.empty()) {
        return fail(Errc::InvalidParameter, "friendlyName: expected a name");
    }
    const auto whole = look();
    if (!whole) {
        return whole.error();
    }
    for (const InterfaceDefinition& definition : (*whole)->interfaces) {
        if (definition.config.name == friendly_name) {
            return guid_text(definition.config.phonebook.guid);
        }
    }
    return fail(
        Errc::NotFound, "no stored interface is named \"" + std::string(friendly_name) + '"'
    );
}

Result<std::vector<std::string>> ConfigApi::check(const Caller& caller) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    return store_->problems();
}

Result<bool> ConfigApi::filter_get_info(
    const Caller& caller, std::uint32_t level, std::uint32_t transport
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    const auto id = find_transport_id(transport);
    const RouterTransport* found = id ? find_transport((*whole)->transports, *id) : nullptr;
    return found != nullptr ? Result<bool>(found->filtering) : not_stored(transport);
}

Result<void> ConfigApi::filter_set_info(
    const Caller& caller, std::uint32_t level, std::uint32_t transport, bool enable
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    RouterConfig changed = **whole;
    const auto id = find_transport_id(transport);
    RouterTransport* found = id ? find_transport(changed.transports, *id) : nullptr;
    if (found == nullptr) {
        return not_stored(transport);
    }
    found->filtering = enable;
    return store_->put_settings(changed);
}

}  // namespace mprd::admin
