// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/net_config.hpp"
#include "core/tables/packet_filter.hpp"
#include "core/tables/transport_config.hpp"

#include <cstdint>
#include <vector>

// What the blocks hold (reference/rrasm-protocol.md section 6). Decoders answer 87 for what is too
// short, counts more than there is, or says what cannot be.

namespace mprd::info {

/// InfoType of RTR_TOC_ENTRY.
inline constexpr std::uint32_t kInputFilter = 0xffff0001;       ///< IP_IN_FILTER_INFO
inline constexpr std::uint32_t kOutputFilter = 0xffff0002;      ///< IP_OUT_FILTER_INFO
inline constexpr std::uint32_t kGlobalInfo = 0xffff0003;        ///< IP_GLOBAL_INFO
inline constexpr std::uint32_t kInterfaceStatus = 0xffff0004;   ///< IP_INTERFACE_STATUS_INFO
inline constexpr std::uint32_t kRoutes = 0xffff0005;            ///< IP_ROUTE_INFO
inline constexpr std::uint32_t kPriority = 0xffff0006;          ///< IP_PROT_PRIORITY_INFO
inline constexpr std::uint32_t kDemandDialFilter = 0xffff0009;  ///< IP_DEMAND_DIAL_FILTER_INFO
inline constexpr std::uint32_t kFragments = 0xffff000d;         ///< IP_IFFILTER_INFO
inline constexpr std::uint32_t kGlobalInfo6 = 0xffff000f;       ///< IPV6_GLOBAL_INFO
inline constexpr std::uint32_t kRoutes6 = 0xffff0010;           ///< IPV6_ROUTE_INFO
inline constexpr std::uint32_t kInputFilter6 = 0xffff0011;
inline constexpr std::uint32_t kOutputFilter6 = 0xffff0012;
inline constexpr std::uint32_t kDemandDialFilter6 = 0xffff0013;
inline constexpr std::uint32_t kFragments6 = 0xffff0014;
inline constexpr std::uint32_t kFilterEnable = 0xffff0015;  ///< MPR_FILTER_0
inline constexpr std::uint32_t kFilterEnable6 = 0xffff0016;

/// Octets of INTERFACE_ROUTE_INFO, FILTER_INFO and FILTER_INFO_V6.
inline constexpr std::size_t kRouteSize = 72;
inline constexpr std::size_t kFilterSize = 28;
inline constexpr std::size_t kFilterSize6 = 52;

/// dwForwardProto of a static route: 10006, 10007, 10002 or 3.
[[nodiscard]] std::uint32_t protocol_of(const Route& route);

/// An array of INTERFACE_ROUTE_INFO of one family. Kept of each: destination, first metric and
/// protocol; the next hop is not (the link is point-to-point). 87 also for a protocol that is not
/// static and for a route for multicast alone.
[[nodiscard]] Result<std::vector<Route>> decode_routes(const InfoBlock& block, TransportId family);
/// One INTERFACE_ROUTE_INFO.
[[nodiscard]] Bytes encode_route(const Route& route);

/// FILTER_DESCRIPTOR. A mask with gaps is 87, and so is a list without filters.
[[nodiscard]] Result<FilterSet> decode_filters(ByteSpan data, TransportId family);
/// Not for an empty set, which is written as no block at all. One that only drops is written as
/// one filter that matches everything, because a list must not be empty.
[[nodiscard]] Bytes encode_filters(const FilterSet& set, TransportId family);

/// GLOBAL_INFO.
struct GlobalInfo {
    bool filtering = false;
    std::uint32_t log_level = 1;  ///< 0 none, 1 errors, 2 warnings, 3 information
    friend bool operator==(const GlobalInfo&, const GlobalInfo&) = default;
};
[[nodiscard]] Result<GlobalInfo> decode_global(ByteSpan data);
[[nodiscard]] Bytes encode_global(const GlobalInfo& info);

/// One pair of PRIORITY_INFO: a smaller metric is preferred.
struct ProtocolPriority {
    std::uint32_t protocol = 0;
    std::uint32_t metric = 0;
    friend bool operator==(const ProtocolPriority&, const ProtocolPriority&) = default;
};
[[nodiscard]] Result<std::vector<ProtocolPriority>> decode_priorities(ByteSpan data);
[[nodiscard]] Bytes encode_priorities(const std::vector<ProtocolPriority>& priorities);

/// INTERFACE_STATUS_INFO: 1 up, 2 down.
[[nodiscard]] Result<bool> decode_status(ByteSpan data);
[[nodiscard]] Bytes encode_status(bool up);
/// A BOOL: IFFILTER_INFO and MPR_FILTER_0. Any number but 0 is true.
[[nodiscard]] Result<bool> decode_flag(ByteSpan data);
[[nodiscard]] Bytes encode_flag(bool value);

}  // namespace mprd::info
