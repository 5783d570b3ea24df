// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/mib_api.hpp"

#include "core/admin/checks.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace mprd::admin {
namespace {

// dwOperStatus; ConnectionState with one inserted at 0.
constexpr std::uint32_t kNonOperational = 0;
constexpr std::uint32_t kOperational = 5;
constexpr std::uint32_t kTypePpp = 23;

[[nodiscard]] Result<void> check_target(const Result<void>& allowed, MibTarget target) {
    if (!allowed) {
        return allowed;
    }
    if (target.protocol_id != kPidIp && target.protocol_id != kPidIpv6) {
        return fail(Errc::UnknownProtocolId, "protocolId: expected 33 (IPv4) or 87 (IPv6)");
    }
    if (target.routing_pid != kIpRouterManager) {
        return fail(
            Errc::CanNotComplete, "routingPid: expected 10000; no routing protocol is installed"
        );
    }
    return {};
}

[[nodiscard]] std::uint32_t protocol_of(const Route& route) {
    switch (route.origin) {
        case RouteOrigin::NetMgmt:
            return kProtocolNetMgmt;
        case RouteOrigin::AutoStatic:
            return kProtocolAutoStatic;
        case RouteOrigin::Static:
            break;
    }
    return route.may_dial ? kProtocolStatic : kProtocolStaticNonDod;
}

/// MIB-II order of ipForwardTable: destination, protocol, policy, next hop.
using RouteKey = std::tuple<IpAddress, std::uint8_t, std::uint32_t, std::uint32_t, IpAddress>;
[[nodiscard]] RouteKey key_of(const HostRoute& route) {
    return {route.destination.address, route.destination.length, route.protocol, 0, route.next_hop};
}

/// A DWORD of the index that holds an address: network order, read as little-endian.
[[nodiscard]] Ipv4Address address_of(std::uint32_t value) {
    return {value << 24U | (value & 0xff00U) << 8U | (value >> 8U & 0xff00U) | value >> 24U};
}

using RowKey = std::tuple<Ipv4Address, std::uint32_t, std::uint32_t, Ipv4Address>;
[[nodiscard]] RowKey row_key_of(const HostRoute& route) {
    return {route.destination.address.v4, route.protocol, 0, route.next_hop.v4};
}

/// The first row (Walk::First or without key), that with the key, or the first behind it, in rows
/// that are in the order of their keys.
template <class Rows, class Key, class KeyOf>
[[nodiscard]] auto find_row_of(
    const Rows& rows, const std::optional<Key>& key, bool is_exact, KeyOf key_of_row
) {
    return std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
        return !key || (is_exact ? key_of_row(row) == *key : *key < key_of_row(row));
    });
}

[[nodiscard]] Error no_row(bool is_exact) {
    return is_exact ? fail(Errc::NotFound, "no such row")
                    : fail(Errc::NoMoreItems, "no further row");
}

bool is_served(MibVariable variable, bool is_v6) {
    constexpr auto kServed = std::to_array<MibVariable>(
        {MibVariable::IfNumber,
         MibVariable::IfTable,
         MibVariable::IfRow,
         MibVariable::ForwardNumber,
         MibVariable::ForwardTable,
         MibVariable::ForwardRow}
    );
    return variable == (is_v6 ? MibVariable::Ip6Stats : MibVariable::IpStats) ||
           std::find(kServed.begin(), kServed.end(), variable) != kServed.end();
}

}  // namespace

Result<Bytes> MibApi::get(const Caller& caller, TimePoint now, MibTarget target, ByteSpan query)
    const {
    return look(caller, now, target, query, Walk::Exact);
}

Result<Bytes> MibApi::get_first(
    const Caller& caller, TimePoint now, MibTarget target, ByteSpan query
) const {
    return look(caller, now, target, query, Walk::First);
}

Result<Bytes> MibApi::get_next(
    const Caller& caller, TimePoint now, MibTarget target, ByteSpan query
) const {
    return look(caller, now, target, query, Walk::Next);
}

Result<void> MibApi::change(const Caller& caller, MibTarget target) {
    const auto checked = check_target(may_administer(caller), target);
    return checked ? fail(Errc::NotSupported, "interfaces, routes and statistics are read-only")
                   : checked;
}

Result<void> MibApi::trap(const Caller& caller, MibTarget target) {
    const auto checked = check_target(may_administer(caller), target);
    return checked ? fail(Errc::NotSupported, "no protocol of this router has traps") : checked;
}

Result<Bytes> MibApi::look(
    const Caller& caller, TimePoint now, MibTarget target, ByteSpan bytes, Walk walk
) const {
    if (const auto checked = check_target(may_read(caller), target); !checked) {
        return checked.error();
    }
    const auto query = parse_mib_query(bytes);
    if (!query) {
        return fail(
            Errc::InvalidParameter, "inEntry: expected a MIB_OPAQUE_QUERY of 4 to 68 bytes"
        );
    }
    const bool is_v6 = target.protocol_id == kPidIpv6;
    const auto variable = static_cast<MibVariable>(query->variable);
    if (!is_served(variable, is_v6)) {
        return fail(
            Errc::NotSupported, "variable " + std::to_string(query->variable) + " is not served"
        );
    }
    const bool is_row = variable == MibVariable::IfRow || variable == MibVariable::ForwardRow;
    if (!is_row && walk == Walk::Next) {
        return no_row(/*is_exact=*/false);
    }
    const auto host = read_();
    if (!host) {
        return host.error();
    }
    const auto all_interfaces = interfaces(now, *host);
    const auto all_routes = routes(*host, is_v6);
    const auto interface_count = static_cast<std::uint32_t>(all_interfaces.size());
    const auto route_count = static_cast<std::uint32_t>(all_routes.size());
    switch (variable) {
        case MibVariable::IfNumber:
            return mib_number(variable, interface_count);
        case MibVariable::IfTable:
            return mib_interface_table(all_interfaces);
        case MibVariable::IfRow:
            return interface_row(all_interfaces, *query, walk);
        case MibVariable::ForwardNumber:
            return mib_number(variable, route_count);
        case MibVariable::ForwardTable:
            return mib_route_table(all_routes);
        case MibVariable::ForwardRow:
            return route_row(all_routes, *query, walk);
        case MibVariable::IpStats:
            return mib_ip_statistics(
                variable, host->ipv4, interface_count, host->ipv4_addresses, route_count
            );
        case MibVariable::Ip6Stats:
            return mib_ip_statistics(
                variable, host->ipv6, interface_count, host->ipv6_addresses, route_count
            );
    }
    return fail(Errc::NotSupported, "not served");
}

Result<Bytes> MibApi::interface_row(
    const std::vector<MibInterface>& all, const MibQuery& query, Walk walk
) const {
    const bool is_exact = walk == Walk::Exact;
    if (is_exact && query.index.empty()) {
        return fail(Errc::InvalidParameter, "inEntry: expected the index of the interface");
    }
    const auto key =
        walk == Walk::First || query.index.empty() ? std::nullopt : std::optional(query.index[0]);
    const auto row = find_row_of(all, key, is_exact, [](const MibInterface& interface) {
        return interface.host.index;
    });
    return row == all.end() ? Result<Bytes>(no_row(is_exact)) : mib_interface_row(*row);
}

Result<Bytes> MibApi::route_row(const std::vector<HostRoute>& all, const MibQuery& query, Walk walk)
    const {
    const bool is_exact = walk == Walk::Exact;
    if (walk == Walk::First || (walk == Walk::Next && query.index.empty())) {
        return all.empty() ? Result<Bytes>(no_row(/*is_exact=*/false)) : mib_route_row(all.front());
    }
    if (query.index.size() < 4) {
        return fail(
            Errc::InvalidParameter,
            "inEntry: expected destination, protocol, policy and next hop of the route"
        );
    }
    if (!all.empty() && all.front().destination.address.is_v6) {
        return fail(Errc::NotSupported, "rows of IPv6 routes have no index: read the table");
    }
    const std::optional<RowKey> key = RowKey{
        address_of(query.index[0]), query.index[1], query.index[2], address_of(query.index[3])};
    const auto row = find_row_of(all, key, is_exact, row_key_of);
    return row == all.end() ? Result<Bytes>(no_row(is_exact)) : mib_route_row(*row);
}

std::vector<MibInterface> MibApi::interfaces(TimePoint now, const HostTables& host) const {
    std::vector<MibInterface> all;
    std::unordered_map<std::string_view, std::size_t> places;
    for (const HostInterface& interface : host.interfaces) {
        places.emplace(interface.name, all.size());
        all.push_back({interface, interface.is_running ? kOperational : kNonOperational});
    }
    router_->interfaces().rows().for_each([&](InterfaceId id, const InterfaceRow& row) {
        if (const auto place = places.find(row.network_name); place != places.end()) {
            MibInterface& ours = all[place->second];
            ours.host.type = kTypePpp;
            ours.oper_status = static_cast<std::uint32_t>(router_->status(now, id).state) + 1;
        }
    });
    std::sort(all.begin(), all.end(), [](const MibInterface& a, const MibInterface& b) {
        return a.host.index < b.host.index;
    });
    return all;
}

std::vector<HostRoute> MibApi::routes(const HostTables& host, bool is_v6) const {
    // What is configured of our routes, by network interface and destination.
    std::unordered_map<std::string_view, std::uint32_t> indexes;
    for (const HostInterface& interface : host.interfaces) {
        indexes.emplace(interface.name, interface.index);
    }
    std::map<std::pair<std::uint32_t, IpPrefix>, std::uint32_t> ours;
    router_->interfaces().rows().for_each([&](InterfaceId /*id*/, const InterfaceRow& row) {
        const auto index = indexes.find(row.network_name);
        for (const Route& route : row.config.routes) {
            if (index != indexes.end()) {
                ours.emplace(std::pair(index->second, route.destination), protocol_of(route));
            }
        }
    });
    std::vector<HostRoute> all;
    for (const HostRoute& route : host.routes) {
        if (route.destination.address.is_v6 != is_v6) {
            continue;
        }
        all.push_back(route);
        const auto found = ours.find({route.interface_index, route.destination});
        if (route.protocol == kProtocolStatic && found != ours.end()) {
            all.back().protocol = found->second;
        }
    }
    std::sort(all.begin(), all.end(), [is_v6](const HostRoute& a, const HostRoute& b) {
        return is_v6 ? key_of(a) < key_of(b) : row_key_of(a) < row_key_of(b);
    });
    return all;
}

}  // namespace mprd::admin
