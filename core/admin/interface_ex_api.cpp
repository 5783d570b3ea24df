// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/interface_ex_api.hpp"

#include "core/admin/checks.hpp"
#include "core/admin/server_api.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {
namespace {

[[nodiscard]] Result<const InterfaceRow*> find_full_router(
    const RouterControl& router, InterfaceId id
) {
    auto row = find_row(router, id);
    if (row && (*row)->config.type != InterfaceType::FullRouter) {
        return fail(Errc::InvalidParameter, "interface: expected a full router");
    }
    return row;
}

[[nodiscard]] bool same_text(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
        return lower(x) == lower(y);
    });
}

/// Whether the router has a device of this name (empty: any) and type.
[[nodiscard]] bool exists(
    const std::vector<DeviceConfig>& devices, const std::string& type, const std::string& name
) {
    return std::any_of(devices.begin(), devices.end(), [&](const DeviceConfig& device) {
        return name.empty() ? same_text(device.mpr_type, type) : device.name == name;
    });
}

[[nodiscard]] bool has_device(
    const std::vector<DeviceConfig>& devices, const InterfaceConfig& config
) {
    if (config.devices.empty()) {
        return exists(devices, config.phonebook.device_type, config.phonebook.device_name);
    }
    return std::any_of(config.devices.begin(), config.devices.end(), [&](const auto& device) {
        return exists(devices, device.type, device.name);
    });
}

}  // namespace

Result<void> InterfaceExApi::set_credentials_ex(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t level,
    const Secret& credentials
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (auto checked = check_level(level, kLevelPreSharedKey, Errc::NotSupported); !checked) {
        return checked;
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    const std::size_t most = level == kLevelEap ? kMaxEapData : kMaxPreSharedKey;
    if (credentials.reveal().size() > most) {
        return fail(
            Errc::InvalidParameter,
            "credentialsInfo: expected at most " + std::to_string(most) + " bytes"
        );
    }
    ExtendedCredentials all = (*row)->extended;
    (level == kLevelEap ? all.eap_data : all.pre_shared_key) = credentials;
    return router_->set_extended_credentials(now, id, std::move(all));
}

Result<ExtendedCredentialsView> InterfaceExApi::get_credentials_ex(
    const Caller& caller, InterfaceId id, std::uint32_t level
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, kLevelPreSharedKey, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto row = level == kLevelEap ? find_full_router(*router_, id) : find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    const ExtendedCredentials& all = (*row)->extended;
    if (level == kLevelPreSharedKey && all.pre_shared_key.is_empty()) {
        return fail(Errc::NotFound, "the interface has no pre-shared key");
    }
    ExtendedCredentialsView view;
    if (caller.access != Access::Administrator) {
        return view;
    }
    if (level == kLevelEap) {
        view.eap_data = all.eap_data;
        view.size = all.eap_data.reveal().size();
    } else {
        view.size = all.pre_shared_key.reveal().size();
    }
    return view;
}

Result<void> InterfaceExApi::set_rip_key(
    const Caller& caller, TimePoint now, InterfaceId id, const Secret& key
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    if (key.reveal().size() > kMaxRipKey) {
        return fail(
            Errc::InvalidParameter, "key: expected at most " + std::to_string(kMaxRipKey) + " bytes"
        );
    }
    ExtendedCredentials all = (*row)->extended;
    all.rip_key = key;
    return router_->set_extended_credentials(now, id, std::move(all));
}

Result<std::optional<Ikev2Custom>> InterfaceExApi::get_custom_info(
    const Caller& caller, InterfaceId id
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto row = find_full_router(*router_, id);
    if (!row) {
        return row.error();
    }
    return (*row)->config.ikev2;
}

Result<void> InterfaceExApi::set_custom_info(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t flags,
    const Ikev2Custom& custom
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    const auto row = find_full_router(*router_, id);
    if (!row) {
        return row.error();
    }
    if ((flags & ~kCustomForIkev2) != 0) {
        return fail(Errc::InvalidParameter, "flags: expected 0 to delete, or 1 for IKEv2");
    }
    InterfaceConfig config = (*row)->config;
    config.ikev2 = flags == 0 ? std::nullopt : std::optional(custom);
    return router_->change(now, id, std::move(config));
}

Result<void> InterfaceExApi::update_phonebook_info(
    const Caller& caller, TimePoint now, InterfaceId id, const ReadStored& read
) {
    if (auto allowed = may_administer(caller); !allowed) {
        return allowed;
    }
    if (auto runs = manager_runs(*router_); !runs) {
        return runs;
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    const InterfaceConfig& running = (*row)->config;
    if (!can_dial(running.type)) {
        return fail(Errc::InvalidParameter, "interface: expected a demand-dial interface");
    }
    auto stored = read(running.name);
    if (!stored) {
        return stored.error();
    }
    if (stored->name != running.name || stored->type != running.type) {
        return fail(Errc::CannotLoadPhonebook, "name and type are fixed at creation");
    }
    if (!has_device(router_->settings().devices, *stored)) {
        return fail(
            Errc::InterfaceHasNoDevices, "none of the devices that the file names is in mprd.json"
        );
    }
    return router_->change(now, id, *std::move(stored));
}

}  // namespace mprd::admin
