// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/mib_codec.hpp"
#include "core/admin/router_control.hpp"
#include "core/base/error.hpp"
#include "core/tables/host_tables.hpp"

#include <cstdint>
#include <functional>

namespace mprd::admin {

/// Router managers (transport ids) and the routing protocol that has tables: the manager itself.
inline constexpr std::uint32_t kPidIp = 0x21;
inline constexpr std::uint32_t kPidIpv6 = 0x57;
inline constexpr std::uint32_t kIpRouterManager = 10000;
/// Routes of ours: of network management, learned from the neighbour, those that may start a call,
/// those that may not.
inline constexpr std::uint32_t kProtocolNetMgmt = 3;
inline constexpr std::uint32_t kProtocolAutoStatic = 10002;
inline constexpr std::uint32_t kProtocolStatic = 10006;
inline constexpr std::uint32_t kProtocolStaticNonDod = 10007;

/// Which router manager and routing protocol a call is for.
struct MibTarget {
    std::uint32_t protocol_id = 0;
    std::uint32_t routing_pid = 0;
};

/// The MprAdminMIB calls: interfaces, routes and statistics of the host as read-only objects.
/// Order of checks for all: access 5, router manager 902, routing protocol 1003, then the entry: 87
/// when it cannot be read, 50 for a variable that is not served. See Api for what holds for all.
class MibApi {
public:
    /// Asked once for each call that has passed its checks.
    using ReadHost = std::function<Result<HostTables>()>;

    /// The router must outlive the object.
    MibApi(const RouterControl& router, ReadHost read) : router_(&router), read_(std::move(read)) {}

    /// MprAdminMIBEntryGet: MIB_OPAQUE_QUERY in, MIB_OPAQUE_INFO out. 1168 no such row.
    [[nodiscard]] Result<Bytes> get(
        const Caller& caller, TimePoint now, MibTarget target, ByteSpan query
    ) const;
    /// MprAdminMIBEntryGetFirst: the first row; of what is no row, the same as get(). 259 no row.
    [[nodiscard]] Result<Bytes> get_first(
        const Caller& caller, TimePoint now, MibTarget target, ByteSpan query
    ) const;
    /// MprAdminMIBEntryGetNext: the row behind the one named. 259 there is none; of what is no row,
    /// always.
    [[nodiscard]] Result<Bytes> get_next(
        const Caller& caller, TimePoint now, MibTarget target, ByteSpan query
    ) const;
    /// MprAdminMIBEntryCreate, Delete and Set: 50, all that is served is read-only.
    [[nodiscard]] static Result<void> change(const Caller& caller, MibTarget target);
    /// MprAdminMIBGetTrapInfo and SetTrapInfo: 50, there are no traps.
    [[nodiscard]] static Result<void> trap(const Caller& caller, MibTarget target);

private:
    enum class Walk {
        Exact,
        First,
        Next,
    };
    [[nodiscard]] Result<Bytes> look(
        const Caller& caller, TimePoint now, MibTarget target, ByteSpan query, Walk walk
    ) const;
    [[nodiscard]] Result<Bytes> interface_row(
        const std::vector<MibInterface>& all, const MibQuery& query, Walk walk
    ) const;
    [[nodiscard]] Result<Bytes> route_row(
        const std::vector<HostRoute>& all, const MibQuery& query, Walk walk
    ) const;
    /// By index, with the state of our own interfaces.
    [[nodiscard]] std::vector<MibInterface> interfaces(TimePoint now, const HostTables& host) const;
    /// Of one family in index order; ours say whether they may dial.
    [[nodiscard]] std::vector<HostRoute> routes(const HostTables& host, bool is_v6) const;

    const RouterControl* router_;
    ReadHost read_;
};

}  // namespace mprd::admin
