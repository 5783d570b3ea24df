// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/tables/host_tables.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

// The binary forms of the MIB (reference/mprapi-types.md section 10): little-endian numbers,
// addresses in network order. Text is UTF-16.

namespace mprd::admin {

/// dwVarId and dwId.
enum class MibVariable : std::uint32_t {
    IfNumber = 0,
    IfTable = 1,
    IfRow = 2,
    IpStats = 3,
    ForwardNumber = 6,
    ForwardTable = 7,
    ForwardRow = 8,
    Ip6Stats = 36,
};

/// MIB_OPAQUE_QUERY.
struct MibQuery {
    std::uint32_t variable = 0;
    std::vector<std::uint32_t> index;
};
/// Entries of rgdwVarIndex that are looked at.
inline constexpr std::size_t kMaxMibIndex = 16;

/// nullopt when the size is no multiple of 4, too small or too large.
[[nodiscard]] std::optional<MibQuery> parse_mib_query(ByteSpan bytes);
[[nodiscard]] Bytes to_bytes(const MibQuery& query);

/// A row of an interface, with dwOperStatus of the API (0 to 5).
struct MibInterface {
    HostInterface host;
    std::uint32_t oper_status = 0;
};

/// MIB_OPAQUE_INFO with its data.
[[nodiscard]] Bytes mib_number(MibVariable variable, std::uint32_t number);
/// MIB_IFROW, 860 bytes of data.
[[nodiscard]] Bytes mib_interface_row(const MibInterface& interface);
/// MIB_IFTABLE.
[[nodiscard]] Bytes mib_interface_table(std::span<const MibInterface> interfaces);
/// MIB_IPFORWARDROW (56 bytes) of an IPv4 route, INTERFACE_ROUTE_INFO (72 bytes) of an IPv6 one.
[[nodiscard]] Bytes mib_route_row(const HostRoute& route);
/// The number of rows and the rows.
[[nodiscard]] Bytes mib_route_table(std::span<const HostRoute> routes);
/// MIB_IPSTATS with the three counts.
[[nodiscard]] Bytes mib_ip_statistics(
    MibVariable variable,
    const HostIpStatistics& statistics,
    std::uint32_t interfaces,
    std::uint32_t addresses,
    std::uint32_t routes
);

}  // namespace mprd::admin
