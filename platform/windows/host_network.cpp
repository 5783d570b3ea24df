// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/host_network.hpp"

#include "platform/windows/socket_address.hpp"
#include "platform/windows/text.hpp"

#include <memory>

namespace mprd::platform {
namespace {

struct FreeTable {
    void operator()(void* table) const { ::FreeMibTable(table); }
};
template <class Table>
using TablePtr = std::unique_ptr<Table, FreeTable>;

Error failed(DWORD error) {
    return windows_error(Errc::CanNotComplete, "the system does not answer", error);
}

mprd::HostInterface interface_of(const MIB_IF_ROW2& row) {
    mprd::HostInterface entry;
    entry.name = to_utf8(row.Alias);
    entry.index = row.InterfaceIndex;
    entry.type = row.Type;  // the numbers of dwType are those of ifType
    entry.mtu = row.Mtu;
    entry.physical_address.assign(
        row.PhysicalAddress, row.PhysicalAddress + row.PhysicalAddressLength
    );
    entry.is_admin_up = row.AdminStatus == NET_IF_ADMIN_STATUS_UP;
    entry.is_running = row.OperStatus == IfOperStatusUp;
    entry.in_octets = row.InOctets;
    entry.in_packets = row.InUcastPkts;
    entry.in_multicast = row.InNUcastPkts;
    entry.in_discards = row.InDiscards;
    entry.in_errors = row.InErrors;
    entry.in_unknown_protocols = row.InUnknownProtos;
    entry.out_octets = row.OutOctets;
    entry.out_packets = row.OutUcastPkts;
    entry.out_discards = row.OutDiscards;
    entry.out_errors = row.OutErrors;
    entry.out_queue_length = static_cast<std::uint32_t>(row.OutQLen);
    return entry;
}

HostRoute route_of(const MIB_IPFORWARD_ROW2& row) {
    HostRoute route;
    route.destination.address = address_of(row.DestinationPrefix.Prefix);
    route.destination.length = row.DestinationPrefix.PrefixLength;
    route.next_hop = address_of(row.NextHop);
    route.interface_index = row.InterfaceIndex;
    route.protocol = static_cast<std::uint32_t>(row.Protocol);
    route.metric = row.Metric;
    return route;
}

HostIpStatistics statistics_of(ULONG family) {
    MIB_IPSTATS from{};
    HostIpStatistics to;
    if (::GetIpStatisticsEx(&from, family) != NO_ERROR) {
        return to;  // a system without this family has none
    }
    to.is_forwarding = from.dwForwarding == MIB_IP_FORWARDING;
    to.default_ttl = from.dwDefaultTTL;
    to.in_receives = from.dwInReceives;
    to.in_header_errors = from.dwInHdrErrors;
    to.in_address_errors = from.dwInAddrErrors;
    to.forwarded = from.dwForwDatagrams;
    to.in_unknown_protocols = from.dwInUnknownProtos;
    to.in_discards = from.dwInDiscards;
    to.in_delivers = from.dwInDelivers;
    to.out_requests = from.dwOutRequests;
    to.out_discards = from.dwOutDiscards;
    to.out_no_routes = from.dwOutNoRoutes;
    to.reassembly_timeout = from.dwReasmTimeout;
    to.reassembly_required = from.dwReasmReqds;
    to.reassembly_ok = from.dwReasmOks;
    to.reassembly_failed = from.dwReasmFails;
    to.fragments_ok = from.dwFragOks;
    to.fragments_failed = from.dwFragFails;
    to.fragments_created = from.dwFragCreates;
    return to;
}

}  // namespace

Result<HostTables> WindowsHostNetwork::read() {
    HostTables tables;
    MIB_IF_TABLE2* interfaces = nullptr;
    if (const DWORD error = ::GetIfTable2(&interfaces); error != NO_ERROR) {
        return failed(error);
    }
    const TablePtr<MIB_IF_TABLE2> interfaces_owner(interfaces);
    for (ULONG i = 0; i < interfaces->NumEntries; ++i) {
        tables.interfaces.push_back(interface_of(interfaces->Table[i]));
    }
    MIB_UNICASTIPADDRESS_TABLE* addresses = nullptr;
    if (const DWORD error = ::GetUnicastIpAddressTable(AF_UNSPEC, &addresses); error != NO_ERROR) {
        return failed(error);
    }
    const TablePtr<MIB_UNICASTIPADDRESS_TABLE> addresses_owner(addresses);
    for (ULONG i = 0; i < addresses->NumEntries; ++i) {
        const bool is_v6 = addresses->Table[i].Address.si_family == AF_INET6;
        ++(is_v6 ? tables.ipv6_addresses : tables.ipv4_addresses);
    }
    MIB_IPFORWARD_TABLE2* routes = nullptr;
    if (const DWORD error = ::GetIpForwardTable2(AF_UNSPEC, &routes); error != NO_ERROR) {
        return failed(error);
    }
    const TablePtr<MIB_IPFORWARD_TABLE2> routes_owner(routes);
    for (ULONG i = 0; i < routes->NumEntries; ++i) {
        tables.routes.push_back(route_of(routes->Table[i]));
    }
    tables.ipv4 = statistics_of(AF_INET);
    tables.ipv6 = statistics_of(AF_INET6);
    return tables;
}

}  // namespace mprd::platform
