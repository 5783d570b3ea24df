// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminInterface*: create, delete, look, change, enumerate, connect, disconnect.
#include "core/admin/api.hpp"
#include "core/admin/checks.hpp"
#include "core/admin/interface_levels.hpp"
#include "core/dial/connect_decision.hpp"

#include <utility>

namespace mprd::admin {
Result<InterfaceId> Api::interface_create(
    const Caller& caller, TimePoint now, std::uint32_t level, const InterfaceConfig& config
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 3, Errc::NotSupported); !checked) {
        return checked.error();
    }
    if (const auto checked = check_level_of_type(level, config.type, Errc::InvalidParameter);
        !checked) {
        return checked.error();
    }
    if (!can_dial(config.type)) {
        return fail(Errc::InvalidParameter, "type: only demand-dial interfaces can be created");
    }
    return router_->create(now, InterfaceDefinition{taken_by_create(config, level), {}});
}

Result<void> Api::interface_delete(const Caller& caller, TimePoint now, InterfaceId id) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    if (!can_dial((*row)->config.type)) {
        return fail(Errc::InvalidParameter, "only demand-dial interfaces can be deleted");
    }
    return router_->remove(now, id);
}

Result<InterfaceId> Api::interface_get_handle(
    const Caller& caller, std::string_view name, InterfaceTable::Clients clients
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto id = router_->interfaces().find_name(name, clients);
    if (!id) {
        return fail(Errc::NoSuchInterface, "no interface is named \"" + std::string(name) + '"');
    }
    return *id;
}

Result<InterfaceInfo> Api::interface_get_info(
    const Caller& caller, TimePoint now, InterfaceId id, std::uint32_t level
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 3, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    if (const auto checked = check_level_of_type(level, (*row)->config.type, Errc::InvalidLevel);
        !checked) {
        return checked.error();
    }
    InterfaceInfo info;
    info.handle = id;
    info.config = (*row)->config;
    info.status = router_->status(now, id);
    info.has_credentials = (*row)->credentials.has_value();
    info.level = level;
    if (level >= 2) {
        info.config.phonebook = shown_entry(info.config.phonebook);
    }
    return info;
}

Result<void> Api::interface_set_info(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t level,
    const InterfaceConfig& config
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 3, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto row = find_row(*router_, id);
    if (!row) {
        return row.error();
    }
    const InterfaceConfig& old = (*row)->config;
    if (const auto checked = check_level_of_type(level, old.type, Errc::InvalidParameter);
        !checked) {
        return checked.error();
    }
    if (config.name != old.name || config.type != old.type) {
        return fail(Errc::InvalidParameter, "name and type are fixed at creation");
    }
    return router_->change(now, id, changed_by_set(old, config, level));
}

Result<void> Api::interface_replace(
    const Caller& caller, TimePoint now, InterfaceId id, const InterfaceConfig& config
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    return router_->change(now, id, config);
}

Result<Page<InterfaceInfo>> Api::interface_enum(
    const Caller& caller,
    TimePoint now,
    std::uint32_t level,
    std::uint32_t preferred_bytes,
    std::uint32_t resume
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_level(level, 0, Errc::NotSupported); !checked) {
        return checked.error();
    }
    const auto& rows = router_->interfaces().rows();
    const std::size_t room = page_entries(preferred_bytes, kSizeMprInterface0);
    Page<InterfaceInfo> page;
    for (auto id = rows.at_or_after(resume); id; id = rows.at_or_after(rows.position_after(*id))) {
        ++page.total;
        if (page.entries.size() < room) {
            const InterfaceRow& row = *rows.find(*id);
            page.entries.push_back(
                {*id, row.config, router_->status(now, *id), row.credentials.has_value(), level}
            );
        } else if (page.resume == 0) {
            page.code = Errc::MoreData;
            page.resume = rows.position_after(page.entries.back().handle);
        }
    }
    return page;
}

Result<ConnectReply> Api::interface_connect(
    const Caller& caller, TimePoint now, InterfaceId id, WaitMode mode, RequestId request
) {
    // The first two rows of the decision; the router asks about the others.
    dial::ConnectFacts facts;
    facts.may_administer = caller.access == Access::Administrator;
    facts.event_from_remote = mode == WaitMode::Event && caller.origin == Origin::Remote;
    if (const auto decision = dial::decide_connect(facts); decision.code != Errc::Pending) {
        return fail(decision.code, decision.rule);
    }
    const Errc code = router_->connect(now, id, request);
    if (code == Errc::Pending) {
        return ConnectReply::Started;
    }
    if (code == Errc::Ok) {
        return ConnectReply::AlreadyConnected;
    }
    const ErrcText* text = find_errc_text(to_code(code));
    return fail(code, text == nullptr ? "" : std::string(text->text));
}

Result<void> Api::interface_disconnect(const Caller& caller, TimePoint now, InterfaceId id) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto runs = manager_runs(*router_); !runs) {
        return runs.error();
    }
    if (const Errc code = router_->disconnect(now, id); code != Errc::Ok) {
        return fail(
            code,
            code == Errc::InvalidHandle ? "no interface has this handle"
                                        : "the interface is not connected"
        );
    }
    return {};
}

}  // namespace mprd::admin
