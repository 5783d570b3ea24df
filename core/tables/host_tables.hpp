// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ip_address.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mprd {

/// One network interface of the host, as MIB_IFROW shows it. Counters wrap at 32 bits there.
struct HostInterface {
    std::string name;
    std::uint32_t index = 0;
    std::uint32_t type = 1;  ///< dwType: 1 other, 6 Ethernet, 23 PPP, 24 loopback
    std::uint32_t mtu = 0;
    Bytes physical_address;
    bool is_admin_up = false;
    bool is_running = false;
    std::uint64_t in_octets = 0;
    std::uint64_t in_packets = 0;
    std::uint64_t in_multicast = 0;
    std::uint64_t in_discards = 0;
    std::uint64_t in_errors = 0;
    std::uint64_t in_unknown_protocols = 0;
    std::uint64_t out_octets = 0;
    std::uint64_t out_packets = 0;
    std::uint64_t out_discards = 0;
    std::uint64_t out_errors = 0;
    std::uint32_t out_queue_length = 0;
};

/// One unicast route of the host's main table.
struct HostRoute {
    IpPrefix destination;
    IpAddress next_hop;  ///< unspecified: the destination is on the link
    std::uint32_t interface_index = 0;
    std::uint32_t protocol = 1;  ///< dwForwardProto: 1 other, 2 local, 3 netmgmt, 10006 ours...
    std::uint32_t metric = 0;
};

/// MIB_IPSTATS without the three counts that follow from the tables; in its order.
struct HostIpStatistics {
    bool is_forwarding = false;
    std::uint32_t default_ttl = 0;
    std::uint64_t in_receives = 0;
    std::uint64_t in_header_errors = 0;
    std::uint64_t in_address_errors = 0;
    std::uint64_t forwarded = 0;
    std::uint64_t in_unknown_protocols = 0;
    std::uint64_t in_discards = 0;
    std::uint64_t in_delivers = 0;
    std::uint64_t out_requests = 0;
    std::uint64_t out_discards = 0;
    std::uint64_t out_no_routes = 0;
    std::uint64_t reassembly_timeout = 0;
    std::uint64_t reassembly_required = 0;
    std::uint64_t reassembly_ok = 0;
    std::uint64_t reassembly_failed = 0;
    std::uint64_t fragments_ok = 0;
    std::uint64_t fragments_failed = 0;
    std::uint64_t fragments_created = 0;
};

/// What the host knows of its own network, at one moment.
struct HostTables {
    std::vector<HostInterface> interfaces;
    std::vector<HostRoute> routes;  ///< both families
    HostIpStatistics ipv4;
    HostIpStatistics ipv6;
    std::uint32_t ipv4_addresses = 0;
    std::uint32_t ipv6_addresses = 0;
};

}  // namespace mprd
