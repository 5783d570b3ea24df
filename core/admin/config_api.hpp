// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/server_api.hpp"
#include "core/admin/stored_config.hpp"
#include "core/admin/views.hpp"
#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/handle_table.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mprd::admin {

/// A handle of a stored interface: no handle of the running router, although both are numbers.
using StoredInterfaceId = StrongId<struct StoredInterfaceTag>;
/// A handle of a stored transport, and of one of a stored interface.
using StoredTransportId = StrongId<struct StoredTransportTag>;
using StoredInterfaceTransportId = StrongId<struct StoredInterfaceTransportTag>;

/// What MprConfigTransportCreate and SetInfo take: nullopt is the API's NULL, "leave it".
struct GivenTransport {
    std::optional<Bytes> global;  ///< information headers
    std::optional<Bytes> client;
    std::optional<std::string> dll_path;
};
/// What MprConfigTransportGetInfo shows.
struct StoredTransport {
    Bytes global;
    Bytes client;
    std::string dll_path;
};
/// MPR_TRANSPORT_0 and MPR_IFTRANSPORT_0.
struct TransportEntry {
    std::uint32_t handle = 0;
    std::uint32_t transport = 0;  ///< dwTransportId
    std::string name;
};
/// Of the two structures on 64-bit Windows: the unit of dwPrefMaxLen.
inline constexpr std::uint32_t kSizeMprTransport0 = 104;

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
    /// MprConfigServerSetInfo: levels 1 and 2, else 50. 87 as MprAdminServerSetInfo. A count above
    /// today's limit is stored and raises the limit of the next start: AfterRestart, code 3010.
    [[nodiscard]] Result<InForce> server_set_info(
        const Caller& caller, std::uint32_t level, const ServerPorts& ports
    );
    /// MprConfigServerGetInfoEx. Never 903: the store needs no demand-dial manager.
    [[nodiscard]] Result<ServerInfoEx> server_get_info_ex(const Caller& caller);
    /// MprConfigServerSetInfoEx: the protocols that `protocols` names (kSetPptp...) become as in
    /// `tunnels`. 87 none or an unknown one, or a wrong member; AfterRestart as above.
    [[nodiscard]] Result<InForce> server_set_info_ex(
        const Caller& caller, std::uint32_t protocols, const TunnelSettings& tunnels
    );
    /// The tunnel settings as they are stored, for callers that change a part of them.
    [[nodiscard]] Result<TunnelSettings> server_tunnels(const Caller& caller);
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

    /// Beyond the API: all that is wrong with the store, one line each.
    [[nodiscard]] Result<std::vector<std::string>> check(const Caller& caller);
    /// MprConfigFilterGetInfo: whether filtering is on for the transport (PID_IP 0x21, PID_IPV6
    /// 0x57). 87 unless level 0; 902 when the transport is not stored.
    [[nodiscard]] Result<bool> filter_get_info(
        const Caller& caller, std::uint32_t level, std::uint32_t transport
    );
    /// MprConfigFilterSetInfo: codes as above.
    [[nodiscard]] Result<void> filter_set_info(
        const Caller& caller, std::uint32_t level, std::uint32_t transport, bool enable
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

    /// MprConfigInterfaceGetCustomInfoEx: nullopt for none (dwFlags 0). 87 handle 0 or no full
    /// router, 905 not stored.
    [[nodiscard]] Result<std::optional<Ikev2Custom>> interface_get_custom_info(
        const Caller& caller, StoredInterfaceId id
    );
    /// MprConfigInterfaceSetCustomInfoEx: `flags` 0 deletes. Codes as above; 87, too, for other
    /// flags or a member out of range.
    [[nodiscard]] Result<void> interface_set_custom_info(
        const Caller& caller, StoredInterfaceId id, std::uint32_t flags, const Ikev2Custom& custom
    );

    /// The configuration behind a handle, for callers that change a part of it. Codes as in
    /// interface_get_info().
    [[nodiscard]] Result<InterfaceConfig> interface_config(
        const Caller& caller, StoredInterfaceId id
    );

    // ---- transports of the router
    /// MprConfigTransportCreate: as SetInfo when it is stored. 902 a transport that cannot run
    /// here, 87 a wrong header or name.
    [[nodiscard]] Result<StoredTransportId> transport_create(
        const Caller& caller,
        std::uint32_t transport,
        const std::string& name,
        const GivenTransport& given
    );
    /// MprConfigTransportDelete. 87 handle 0, 902 not stored (any more).
    [[nodiscard]] Result<void> transport_delete(const Caller& caller, StoredTransportId id);
    /// MprConfigTransportGetHandle. 902 not stored.
    [[nodiscard]] Result<StoredTransportId> transport_get_handle(
        const Caller& caller, std::uint32_t transport
    );
    /// MprConfigTransportGetInfo. 87 handle 0, 902 not stored.
    [[nodiscard]] Result<StoredTransport> transport_get_info(
        const Caller& caller, StoredTransportId id
    );
    /// MprConfigTransportSetInfo: nothing given is 0, and nothing is written. All or nothing.
    [[nodiscard]] Result<void> transport_set_info(
        const Caller& caller, StoredTransportId id, const GivenTransport& given
    );
    /// MprConfigTransportEnum: codes as in interface_enum().
    [[nodiscard]] Result<Page<TransportEntry>> transport_enum(
        const Caller& caller,
        std::uint32_t level,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
    );

    // ---- transports of an interface
    /// MprConfigInterfaceTransportAdd: as SetInfo when it is stored. 87, 905, 902 as above.
    [[nodiscard]] Result<StoredInterfaceTransportId> interface_transport_add(
        const Caller& caller, StoredInterfaceId id, std::uint32_t transport, const Bytes& header
    );
    /// MprConfigInterfaceTransportRemove: with its routes and filters. 87 a handle 0, 905 not
    /// stored.
    [[nodiscard]] Result<void> interface_transport_remove(
        const Caller& caller, StoredInterfaceId id, StoredInterfaceTransportId transport
    );
    /// MprConfigInterfaceTransportGetHandle. 905: interface, or that transport on it, not stored.
    [[nodiscard]] Result<StoredInterfaceTransportId> interface_transport_get_handle(
        const Caller& caller, StoredInterfaceId id, std::uint32_t transport
    );
    /// MprConfigInterfaceTransportGetInfo.
    [[nodiscard]] Result<Bytes> interface_transport_get_info(
        const Caller& caller, StoredInterfaceId id, StoredInterfaceTransportId transport
    );
    /// MprConfigInterfaceTransportSetInfo: without a header 0, and nothing is written.
    [[nodiscard]] Result<void> interface_transport_set_info(
        const Caller& caller,
        StoredInterfaceId id,
        StoredInterfaceTransportId transport,
        const std::optional<Bytes>& header
    );
    /// MprConfigInterfaceTransportEnum: codes as in interface_enum().
    [[nodiscard]] Result<Page<TransportEntry>> interface_transport_enum(
        const Caller& caller,
        StoredInterfaceId id,
        std::uint32_t level,
        std::uint32_t preferred_bytes,
        std::uint32_t resume
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

    /// Checks and writes `settings`, whose counts raise the limits of the next start.
    [[nodiscard]] Result<InForce> store_tunnels(RouterConfig settings);
    /// The store as it is now; handles of what is gone are taken back first.
    [[nodiscard]] Result<Snapshot> look();
    [[nodiscard]] Result<Found> find(StoredInterfaceId id);
    /// The handle that the interface has, or a new one.
    [[nodiscard]] Result<StoredInterfaceId> handle_of(const InterfaceConfig& config);
    /// One of the router's transports in a copy of the settings. 87 and 902.
    struct FoundTransport {
        RouterConfig settings;
        TransportId transport;
        [[nodiscard]] RouterTransport& get() {
            return *find_transport(settings.transports, transport);
        }
    };
    [[nodiscard]] Result<FoundTransport> find_stored(StoredTransportId id);
    [[nodiscard]] Result<StoredTransportId> handle_of(TransportId transport);
    /// The interface and the transport on it. 87 and 905.
    struct FoundInterfaceTransport {
        InterfaceConfig config;
        TransportId transport;
    };
    [[nodiscard]] Result<FoundInterfaceTransport> find_stored(
        StoredInterfaceId id, StoredInterfaceTransportId transport
    );
    [[nodiscard]] Result<StoredInterfaceTransportId> handle_of(
        StoredInterfaceId id, TransportId transport
    );
    /// One that is stored, as the levels show it.
    [[nodiscard]] static InterfaceInfo view(
        StoredInterfaceId id, const InterfaceDefinition& definition, std::uint32_t level
    );

    StoredConfig* store_;
    Snapshot looked_at_;  ///< by look(): the handles are right for it
    HandleTable<StoredInterfaceId, Named> handles_;
    std::unordered_map<std::string, StoredInterfaceId> by_name_;
    HandleTable<StoredTransportId, TransportId> transports_;
    /// Whose transport it is, and which.
    struct OnInterface {
        StoredInterfaceId interface;
        TransportId transport = TransportId::Ipv4;
        friend bool operator==(const OnInterface&, const OnInterface&) = default;
    };
    HandleTable<StoredInterfaceTransportId, OnInterface> interface_transports_;
};

}  // namespace mprd::admin
