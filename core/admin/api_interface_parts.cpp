// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Credentials, devices and routes of an interface.
#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {
namespace {

[[nodiscard]] Result<void> check_lengths(std::string_view name, const CredentialsUpdate& update) {
    if (name.empty() || name.size() > kMaxInterfaceName) {
        return fail(Errc::InvalidParameter, "interface: expected 1 to 256 bytes");
    }
    if (update.user_name && update.user_name->size() > kMaxUserName) {
        return fail(Errc::InvalidParameter, "userName: expected at most 256 bytes");
    }
    if (update.domain && update.domain->size() > kMaxDomain) {
        return fail(Errc::InvalidParameter, "domainName: expected at most 15 bytes");
    }
    if (update.password && update.password->reveal().size() > kMaxPassword) {
        return fail(Errc::InvalidParameter, "password: expected at most 256 bytes");
    }
    return {};
}

[[nodiscard]] Result<InterfaceId> find_by_name(const RouterControl& router, std::string_view name) {
    const auto id = router.interfaces().find_name(name, InterfaceTable::Clients::Ignored);
    if (!id) {
        return fail(Errc::NoSuchInterface, "no interface is named \"" + std::string(name) + '"');
    }
    return *id;
}

}  // namespace

Result<void> Api::interface_set_credentials(
    const Caller& caller, TimePoint now, std::string_view name, const CredentialsUpdate& update
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_lengths(name, update); !checked) {
        return checked.error();
    }
    const auto id = find_by_name(*router_, name);
    if (!id) {
        return id.error();
    }
    if (!update.user_name && !update.domain && !update.password) {
        return router_->set_credentials(now, *id, std::nullopt);
    }
    Credentials credentials = router_->interfaces().find(*id)->credentials.value_or(Credentials{});
    credentials.user_name = update.user_name.value_or(credentials.user_name);
    credentials.domain = update.domain.value_or(credentials.domain);
    if (update.password) {
        credentials.password = *update.password;
    }
    return router_->set_credentials(now, *id, std::move(credentials));
}

Result<Credentials> Api::interface_get_credentials(const Caller& caller, std::string_view name)
    const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (name.empty()) {
        return fail(Errc::InvalidParameter, "interface: expected a name");
    }
    const auto id = find_by_name(*router_, name);
    if (!id) {
        return id.error();
    }
    const auto& stored = router_->interfaces().find(*id)->credentials;
    if (!stored) {
        return fail(Errc::CannotFindPhonebookEntry, "the interface has no credentials");
    }
    Credentials credentials = *stored;
    if (caller.access != Access::Administrator) {
        credentials.password = Secret{};
    }
    return credentials;
}

Result<InterfaceDevice> Api::interface_device_get_info(
    const Caller& caller, InterfaceId id, std::uint32_t index, std::uint32_t level
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 1, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    const auto& devices = (*row)->config.devices;
    if (index < 1 || index > devices.size()) {
        return fail(
            Errc::InvalidParameter, "index: expected 1 to " + std::to_string(devices.size())
        );
    }
    return devices[index - 1];
}

Result<void> Api::interface_device_set_info(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t index,
    std::uint32_t level,
    const InterfaceDevice& device
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 1, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    InterfaceConfig config = (*row)->config;
    if (index < 1 || index > config.devices.size() + 1) {
        return fail(
            Errc::InvalidParameter,
            "index: expected 1 to " + std::to_string(config.devices.size() + 1)
        );
    }
    if (index > config.devices.size()) {
        config.devices.emplace_back();
    }
    InterfaceDevice& place = config.devices[index - 1];
    place.type = device.type;
    place.name = device.name;
    if (level == 1) {
        place.number = device.number;
        place.alternates = device.alternates;
    }
    // A wrong device type is replaced by the real one (reference/mprapi-functions.md).
    for (const DeviceConfig& real : router_->settings().devices) {
        if (!device.name.empty() && real.name == device.name) {
            place.type = real.mpr_type;
        }
    }
    return router_->change(now, id, std::move(config));
}

Result<std::vector<Route>> Api::route_list(const Caller& caller, InterfaceId id) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    return (*row)->config.routes;
}

Result<void> Api::route_add(
    const Caller& caller, TimePoint now, InterfaceId id, const Route& route
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    InterfaceConfig config = (*row)->config;
    std::erase_if(config.routes, [&](const Route& old) {
        return old.destination == route.destination;
    });
    config.routes.push_back(route);
    return router_->change(now, id, std::move(config));
}

Result<void> Api::route_delete(
    const Caller& caller, TimePoint now, InterfaceId id, const IpPrefix& destination
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    InterfaceConfig config = (*row)->config;
    const auto removed = std::erase_if(config.routes, [&](const Route& old) {
        return old.destination == destination;
    });
    if (removed == 0) {
        return fail(Errc::NotFound, "no route to " + destination.to_string());
    }
    return router_->change(now, id, std::move(config));
}

}  // namespace mprd::admin
