// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigInterface*.
#include "core/admin/checks.hpp"
#include "core/admin/config_api.hpp"
#include "core/admin/interface_levels.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {
namespace {

constexpr std::uint32_t kHighestLevel = 3;

}  // namespace

InterfaceInfo ConfigApi::view(
    StoredInterfaceId id, const InterfaceDefinition& definition, std::uint32_t level
) {
    InterfaceInfo info;
    info.handle = InterfaceId{id.value};
    info.config = definition.config;
    info.has_credentials = definition.credentials.has_value();
    info.level = level;
    if (level >= 2) {
        info.config.phonebook = shown_entry(info.config.phonebook);
    }
    return info;
}

Result<StoredInterfaceId> ConfigApi::interface_create(
    const Caller& caller, std::uint32_t level, const InterfaceConfig& config
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, kHighestLevel, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    if (const auto checked = check_level_of_type(level, config.type, Errc::InvalidParameter);
        !checked) {
        return checked.error();
    }
    if (!can_dial(config.type)) {
        return fail(Errc::InvalidParameter, "type: only demand-dial interfaces can be created");
    }
    InterfaceConfig taken = taken_by_create(config, level);
    if (const auto valid = taken.validate(); !valid) {
        return valid.error();
    }
    const auto whole = look();
    if (!whole) {
        return whole.error();
    }
    const auto& all = (*whole)->interfaces;
    if (std::any_of(all.begin(), all.end(), [&](const InterfaceDefinition& definition) {
            return definition.config.name == taken.name;
        })) {
        return fail(Errc::InterfaceAlreadyExists, "interface \"" + taken.name + "\" is stored");
    }
    taken.phonebook.guid = store_->guid_for(taken.name);
    if (const auto stored = store_->put_interface(taken); !stored) {
        return stored.error();
    }
    return handle_of(taken);
}

Result<void> ConfigApi::interface_delete(const Caller& caller, StoredInterfaceId id) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    const std::string name = found->definition->config.name;
    if (const auto removed = store_->remove_interface(name); !removed) {
        return removed.error();
    }
    by_name_.erase(name);
    handles_.erase(id);
    return {};
}

Result<StoredInterfaceId> ConfigApi::interface_get_handle(
    const Caller& caller, std::string_view name
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (name.empty()) {
        return fail(Errc::InvalidParameter, "interfaceName: expected a name");
    }
    const auto whole = look();
    if (!whole) {
        return whole.error();
    }
    const auto guid = parse_guid(name);
    const InterfaceConfig* by_guid = nullptr;
    for (const InterfaceDefinition& definition : (*whole)->interfaces) {
        if (definition.config.name == name) {
            return handle_of(definition.config);
        }
        if (guid && definition.config.phonebook.guid == *guid) {
            by_guid = &definition.config;
        }
    }
    if (by_guid != nullptr) {
        return handle_of(*by_guid);
    }
    return fail(Errc::NoSuchInterface, "no stored interface is named \"" + std::string(name) + '"');
}

Result<InterfaceConfig> ConfigApi::interface_config(const Caller& caller, StoredInterfaceId id) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto found = find(id);
    return found ? Result<InterfaceConfig>(found->definition->config) : found.error();
}

Result<InterfaceInfo> ConfigApi::interface_get_info(
    const Caller& caller, StoredInterfaceId id, std::uint32_t level
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, kHighestLevel, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    if (const auto checked =
            check_level_of_type(level, found->definition->config.type, Errc::InvalidParameter);
        !checked) {
        return checked.error();
    }
    return view(id, *found->definition, level);
}

Result<void> ConfigApi::interface_set_info(
    const Caller& caller, StoredInterfaceId id, std::uint32_t level, const InterfaceConfig& config
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, kHighestLevel, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    const InterfaceConfig& old = found->definition->config;
    if (const auto checked = check_level_of_type(level, old.type, Errc::InvalidParameter);
        !checked) {
        return checked.error();
    }
    if (config.name != old.name || config.type != old.type) {
        return fail(Errc::InvalidParameter, "name and type are fixed at creation");
    }
    const InterfaceConfig changed = changed_by_set(old, config, level);
    if (const auto valid = changed.validate(); !valid) {
        return valid.error();
    }
    return store_->put_interface(changed);
}

Result<Page<InterfaceInfo>> ConfigApi::interface_enum(
    const Caller& caller, std::uint32_t level, std::uint32_t preferred_bytes, std::uint32_t resume
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    if (preferred_bytes < kSizeMprInterface0) {
        return fail(
            Errc::InvalidParameter,
            "preferredMaximumLength: expected at least " + std::to_string(kSizeMprInterface0)
        );
    }
    const auto whole = look();
    if (!whole) {
        return whole.error();
    }
    std::unordered_map<std::string_view, const InterfaceDefinition*> stored;
    for (const InterfaceDefinition& definition : (*whole)->interfaces) {
        if (const auto id = handle_of(definition.config); !id) {
            return id.error();
        }
        stored.emplace(definition.config.name, &definition);
    }
    // In handle order, so that who was there throughout is seen exactly once.
    const std::size_t room = page_entries(preferred_bytes, kSizeMprInterface0);
    Page<InterfaceInfo> page;
    for (auto id = handles_.at_or_after(resume); id;
         id = handles_.at_or_after(handles_.position_after(*id))) {
        ++page.total;
        if (page.entries.size() < room) {
            page.entries.push_back(view(*id, *stored.at(handles_.find(*id)->name), level));
        } else if (page.resume == 0) {
            page.resume =
                handles_.position_after(StoredInterfaceId{page.entries.back().handle.value});
        }
    }
    if (page.entries.empty()) {
        return fail(Errc::NoMoreItems, "nothing is left");
    }
    return page;
}

}  // namespace mprd::admin
