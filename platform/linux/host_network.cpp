// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/host_network.hpp"

#include "platform/linux/release.hpp"
#include "platform/linux/rtnl.hpp"

#include <netlink/addr.h>
#include <netlink/cache.h>
#include <netlink/errno.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>

#include <arpa/inet.h>
#include <linux/if_arp.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

namespace mprd::platform {
namespace {

using SocketPtr = std::unique_ptr<nl_sock, Release<nl_socket_free>>;

// dwType of MIB_IFROW.
constexpr std::uint32_t kTypeOther = 1;
constexpr std::uint32_t kTypeEthernet = 6;
constexpr std::uint32_t kTypePpp = 23;
constexpr std::uint32_t kTypeLoopback = 24;

std::uint32_t type_of(unsigned arp_type) {
    switch (arp_type) {
        case ARPHRD_ETHER:
            return kTypeEthernet;
        case ARPHRD_LOOPBACK:
            return kTypeLoopback;
        case ARPHRD_PPP:
            return kTypePpp;
        default:
            return kTypeOther;
    }
}

/// dwForwardProto of rtm_protocol; numbers of daemons are those of /etc/iproute2/rt_protos.
std::uint32_t protocol_of(unsigned rtm_protocol) {
    static const std::map<unsigned, std::uint32_t> kProtocols{
        {RTPROT_REDIRECT, 4},
        {RTPROT_KERNEL, 2},
        {RTPROT_BOOT, 3},
        {RTPROT_STATIC, 3},
        {Rtnl::kRouteProtocol, 10006},
        {186, 14},  // bgp
        {187, 9},   // isis
        {188, 13},  // ospf
        {189, 8}};  // rip
    const auto found = kProtocols.find(rtm_protocol);
    return found == kProtocols.end() ? 1 : found->second;
}

Bytes bytes_of(nl_addr* address) {
    if (address == nullptr) {
        return {};
    }
    const auto* data = static_cast<const std::uint8_t*>(nl_addr_get_binary_addr(address));
    return {data, data + nl_addr_get_len(address)};
}

/// Unspecified when there is none: nl_addr of a default route has no bytes.
IpAddress address_of(nl_addr* address, bool is_v6) {
    const Bytes bytes = bytes_of(address);
    IpAddress result;
    result.is_v6 = is_v6;
    if (is_v6 && bytes.size() == result.v6.bytes.size()) {
        std::copy(bytes.begin(), bytes.end(), result.v6.bytes.begin());
    } else if (!is_v6 && bytes.size() == 4) {
        for (const std::uint8_t byte : bytes) {
            result.v4.value = result.v4.value << 8U | byte;
        }
    }
    return result;
}

mprd::HostInterface interface_of(rtnl_link* link) {
    const auto counter = [link](rtnl_link_stat_id_t id) { return rtnl_link_get_stat(link, id); };
    mprd::HostInterface interface;  // platform has one of its own
    const char* name = rtnl_link_get_name(link);
    interface.name = name == nullptr ? "" : name;
    interface.index = static_cast<std::uint32_t>(rtnl_link_get_ifindex(link));
    interface.type = type_of(rtnl_link_get_arptype(link));
    interface.mtu = rtnl_link_get_mtu(link);
    interface.physical_address = bytes_of(rtnl_link_get_addr(link));
    interface.is_admin_up = (rtnl_link_get_flags(link) & IFF_UP) != 0;
    interface.is_running = (rtnl_link_get_flags(link) & IFF_RUNNING) != 0;
    interface.in_octets = counter(RTNL_LINK_RX_BYTES);
    interface.in_packets = counter(RTNL_LINK_RX_PACKETS);
    interface.in_multicast = counter(RTNL_LINK_MULTICAST);
    interface.in_discards = counter(RTNL_LINK_RX_DROPPED);
    interface.in_errors = counter(RTNL_LINK_RX_ERRORS);
    interface.out_octets = counter(RTNL_LINK_TX_BYTES);
    interface.out_packets = counter(RTNL_LINK_TX_PACKETS);
    interface.out_discards = counter(RTNL_LINK_TX_DROPPED);
    interface.out_errors = counter(RTNL_LINK_TX_ERRORS);
    return interface;
}

void add_routes(rtnl_route* route, std::vector<HostRoute>& routes) {
    if (rtnl_route_get_table(route) != RT_TABLE_MAIN || rtnl_route_get_type(route) != RTN_UNICAST) {
        return;
    }
    const bool is_v6 = rtnl_route_get_family(route) == AF_INET6;
    if (!is_v6 && rtnl_route_get_family(route) != AF_INET) {
        return;
    }
    nl_addr* destination = rtnl_route_get_dst(route);
    HostRoute entry;
    entry.destination.address = address_of(destination, is_v6);
    entry.destination.length =
        static_cast<std::uint8_t>(destination == nullptr ? 0U : nl_addr_get_prefixlen(destination));
    entry.protocol = protocol_of(rtnl_route_get_protocol(route));
    entry.metric = rtnl_route_get_priority(route);
    for (int i = 0; i < rtnl_route_get_nnexthops(route); ++i) {
        rtnl_nexthop* hop = rtnl_route_nexthop_n(route, i);
        entry.next_hop = address_of(rtnl_route_nh_get_gateway(hop), is_v6);
        entry.interface_index = static_cast<std::uint32_t>(rtnl_route_nh_get_ifindex(hop));
        routes.push_back(entry);
    }
}

/// Calls `use` with each object of a cache.
template <class Object, class Use>
void for_each(nl_cache* cache, Use use) {
    for (nl_object* object = nl_cache_get_first(cache); object != nullptr;
         object = nl_cache_get_next(object)) {
        use(reinterpret_cast<Object*>(object));
    }
}

using Counters = std::map<std::string, std::uint64_t>;

/// The counters of IPv4: two lines that begin with "Ip:", names and values.
Counters read_snmp() {
    std::ifstream file("/proc/self/net/snmp");
    std::string names;
    std::string values;
    Counters counters;
    while (std::getline(file, names) && std::getline(file, values)) {
        if (!names.starts_with("Ip:")) {
            continue;
        }
        std::istringstream name_stream(names.substr(3));
        std::istringstream value_stream(values.substr(3));
        std::string name;
        std::uint64_t value = 0;
        while (name_stream >> name && value_stream >> value) {
            counters[name] = value;
        }
    }
    return counters;
}

/// The counters of IPv6: a name and a value on each line; "Ip6" is left out.
Counters read_snmp6() {
    std::ifstream file("/proc/self/net/snmp6");
    std::string name;
    std::uint64_t value = 0;
    Counters counters;
    while (file >> name >> value) {
        if (name.starts_with("Ip6")) {
            counters[name.substr(3)] = value;
        }
    }
    return counters;
}

HostIpStatistics statistics_of(Counters counters) {
    HostIpStatistics statistics;
    statistics.is_forwarding = counters["Forwarding"] == 1;
    statistics.default_ttl = static_cast<std::uint32_t>(counters["DefaultTTL"]);
    statistics.in_receives = counters["InReceives"];
    statistics.in_header_errors = counters["InHdrErrors"];
    statistics.in_address_errors = counters["InAddrErrors"];
    statistics.forwarded = counters["ForwDatagrams"] + counters["OutForwDatagrams"];
    statistics.in_unknown_protocols = counters["InUnknownProtos"];
    statistics.in_discards = counters["InDiscards"];
    statistics.in_delivers = counters["InDelivers"];
    statistics.out_requests = counters["OutRequests"];
    statistics.out_discards = counters["OutDiscards"];
    statistics.out_no_routes = counters["OutNoRoutes"];
    statistics.reassembly_timeout = counters["ReasmTimeout"];
    statistics.reassembly_required = counters["ReasmReqds"];
    statistics.reassembly_ok = counters["ReasmOKs"];
    statistics.reassembly_failed = counters["ReasmFails"];
    statistics.fragments_ok = counters["FragOKs"];
    statistics.fragments_failed = counters["FragFails"];
    statistics.fragments_created = counters["FragCreates"];
    return statistics;
}

std::uint32_t read_number(const char* path) {
    std::ifstream file(path);
    std::uint32_t value = 0;
    file >> value;
    return value;
}

Error failed(int code) {
    return make_error(
        Errc::CanNotComplete, std::string("the kernel does not answer: ") + nl_geterror(code)
    );
}

}  // namespace

Result<HostTables> LinuxHostNetwork::read() {
    const SocketPtr socket(nl_socket_alloc());
    if (const int code = nl_connect(socket.get(), NETLINK_ROUTE); code < 0) {
        return failed(code);
    }
    HostTables tables;
    nl_cache* raw = nullptr;
    if (const int code = rtnl_link_alloc_cache(socket.get(), AF_UNSPEC, &raw); code < 0) {
        return failed(code);
    }
    const CachePtr links(raw);
    for_each<rtnl_link>(links.get(), [&](rtnl_link* link) {
        tables.interfaces.push_back(interface_of(link));
    });
    if (const int code = rtnl_addr_alloc_cache(socket.get(), &raw); code < 0) {
        return failed(code);
    }
    const CachePtr addresses(raw);
    for_each<rtnl_addr>(addresses.get(), [&](rtnl_addr* address) {
        ++(rtnl_addr_get_family(address) == AF_INET6 ? tables.ipv6_addresses : tables.ipv4_addresses
        );
    });
    if (const int code = rtnl_route_alloc_cache(socket.get(), AF_UNSPEC, 0, &raw); code < 0) {
        return failed(code);
    }
    const CachePtr routes(raw);
    for_each<rtnl_route>(routes.get(), [&](rtnl_route* route) {
        add_routes(route, tables.routes);
    });
    tables.ipv4 = statistics_of(read_snmp());
    tables.ipv6 = statistics_of(read_snmp6());
    tables.ipv6.is_forwarding = read_number("/proc/sys/net/ipv6/conf/all/forwarding") != 0;
    tables.ipv6.default_ttl = read_number("/proc/sys/net/ipv6/conf/all/hop_limit");
    return tables;
}

}  // namespace mprd::platform
