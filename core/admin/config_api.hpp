// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/stored_config.hpp"
#include "core/admin/views.hpp"
#include "core/base/error.hpp"
#include "core/tables/handle_table.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace mprd::admin {

/// A handle of a stored interface: no handle of the running router, although both are numbers.
using StoredInterfaceId = StrongId<struct StoredInterfaceTag>;

/// What each MprConfig call means: access, checks in order, codes, levels, paging over the stored
/// configuration. Works without a running router. Results are plain values. A call that fails has
/// changed nothing.
///
/// A handle belongs to one stored interface as long as that is stored, whoever asked for it; 0 is
/// 87, one whose interface is gone is 905 and never becomes another interface.
///
/// Source for codes: reference/mprapi-functions.md, the section of the function named. What it
/// leaves open: docs/dev/decisions/0008-stored-configuration.md.
class ConfigApi {
public:
    /// The store must outlive the object.
    explicit ConfigApi(StoredConfig& store) : store_(&store) {}

    // ---- server
    /// MprConfigServerInstall. 87 unless level 0 and no buffer.
    [[nodiscard]] Result<void> server_install(
        const Caller& caller, std::uint32_t level, bool has_buffer
    );
    /// MprConfigServerGetInfo: levels 0 to 2, else 87. Nothing runs in the store: up time and ports
    /// in use are 0.
    [[nodiscard]] Result<ServerInfo> server_get_info(const Caller& caller, std::uint32_t level);
    /// MprConfigServerBackup: `path` is a file, absolute; it must not exist (87).
    [[nodiscard]] Result<void> server_backup(const Caller& caller, const std::string& path);
    /// MprConfigServerRestore.
    [[nodiscard]] Result<void> server_restore(const Caller& caller, const std::string& path);
    /// MprConfigGetFriendlyName: of the interface with this GUID name. 87 no GUID name, 1168 none.
    [[nodiscard]] Result<std::string> get_friendly_name(
        const Caller& caller, std::string_view guid_name
    );
    /// MprConfigGetGuidName. 87 empty, 1168 no such interface.
    [[nodiscard]] Result<std::string> get_guid_name(
        const Caller& caller, std::string_view friendly_name
    );

    // ---- interfaces
    /// MprConfigInterfaceCreate: levels 0 to 3, else 87; 87 wrong type or member, 904 the name is
    /// taken.
    [[nodiscard]] Result<StoredInterfaceId> interface_create(
        const Caller& caller, std::uint32_t level, const InterfaceConfig& config
    );
    /// MprConfigInterfaceDelete: with its transports and credentials.
    [[nodiscard]] Result<void> interface_delete(const Caller& caller, StoredInterfaceId id);
    /// MprConfigInterfaceGetHandle: by name or GUID name. 87 empty, 905 none.
    [[nodiscard]] Result<StoredInterfaceId> interface_get_handle(
        const Caller& caller, std::string_view name
    );
    /// MprConfigInterfaceGetInfo: levels 0 to 3, else 87; 87, too, for levels 2 and 3 of a type
    /// without phonebook entry. The state is "disconnected": nothing runs in the store.
    [[nodiscard]] Result<InterfaceInfo> interface_get_info(
        const Caller& caller, StoredInterfaceId id, std::uint32_t level
    );
    /// MprConfigInterfaceSetInfo: the same members as MprAdminInterfaceSetInfo. Another name or
    /// type is 87.
    [[nodiscard]] Result<void> interface_set_info(
        const Caller& caller,
        StoredInterfaceId id,
        std::uint32_t level,
        const InterfaceConfig& config
    );
    /// MprConfigInterfaceEnum: level 0 else 87; 87 when not one entry fits into `preferred_bytes`;
    /// 259 when nothing is left at `resume`. Code 0 and a resume handle: there is more.
    [[nodiscard]] Result<Page<InterfaceInfo>> interface_enum(
        const Caller& caller,
        std::uint32_t level,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
    );

    /// The configuration behind a handle, for callers that change a part of it. Codes as in
    /// interface_get_info().
    [[nodiscard]] Result<InterfaceConfig> interface_config(
        const Caller& caller, StoredInterfaceId id
    );

private:
    using Snapshot = std::shared_ptr<const RouterConfig>;
    /// What a handle names. The GUID tells an interface from a later one of the same name.
    struct Named {
        std::string name;
        Guid guid;
    };
    /// One stored interface; `whole` keeps it alive.
    struct Found {
        Snapshot whole;
        const InterfaceDefinition* definition;
    };

    /// The store as it is now; handles of what is gone are taken back first.
    [[nodiscard]] Result<Snapshot> look();
    [[nodiscard]] Result<Found> find(StoredInterfaceId id);
    /// The handle that the interface has, or a new one.
    [[nodiscard]] Result<StoredInterfaceId> handle_of(const InterfaceConfig& config);
    /// One that is stored, as the levels show it.
    [[nodiscard]] static InterfaceInfo view(
        StoredInterfaceId id, const InterfaceDefinition& definition, std::uint32_t level
    );

    StoredConfig* store_;
    HandleTable<StoredInterfaceId, Named> handles_;
    std::unordered_map<std::string, StoredInterfaceId> by_name_;
};

}  // namespace mprd::admin
