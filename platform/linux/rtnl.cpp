// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/rtnl.hpp"

#include "platform/linux/release.hpp"

#include <netlink/addr.h>
#include <netlink/cache.h>
#include <netlink/errno.h>
#include <netlink/netlink.h>
#include <netlink/route/addr.h>
#include <netlink/route/link.h>
#include <netlink/route/link/inet6.h>
#include <netlink/route/nexthop.h>
#include <netlink/route/route.h>

#include <array>
#include <string>

#include <arpa/inet.h>
#include <linux/if_link.h>
#include <net/if.h>
#include <sys/socket.h>

namespace mprd::platform {
namespace {

using LinkPtr = std::unique_ptr<rtnl_link, Release<rtnl_link_put>>;
using AddrPtr = std::unique_ptr<rtnl_addr, Release<rtnl_addr_put>>;
using RoutePtr = std::unique_ptr<rtnl_route, Release<rtnl_route_put>>;
using NlAddrPtr = std::unique_ptr<nl_addr, Release<nl_addr_put>>;

Error netlink_error(int code, const std::string& what) {
    std::string detail = what + ": " + nl_geterror(code);
    if (code == -NLE_PERM) {
        detail += " (mprd needs CAP_NET_ADMIN for this)";
    } else if (code == -NLE_EXIST) {
        detail += " (somebody else's is there; mprd does not replace it)";
    }
    return make_error(Errc::InterfaceUnreachable, std::move(detail));
}

Result<void> checked(int code, const std::string& what) {
    return code < 0 ? Result<void>(netlink_error(code, what)) : Result<void>();
}

NlAddrPtr to_nl(Ipv4Address address, int prefix) {
    const in_addr raw{htonl(address.value)};
    NlAddrPtr result(nl_addr_build(AF_INET, &raw, sizeof raw));
    nl_addr_set_prefixlen(result.get(), prefix);
    return result;
}

NlAddrPtr to_nl(const Ipv6Address& address, int prefix) {
    NlAddrPtr result(nl_addr_build(AF_INET6, address.bytes.data(), address.bytes.size()));
    nl_addr_set_prefixlen(result.get(), prefix);
    return result;
}

NlAddrPtr to_nl(const IpPrefix& prefix) {
    return prefix.address.is_v6 ? to_nl(prefix.address.v6, prefix.length)
                                : to_nl(prefix.address.v4, prefix.length);
}

AddrPtr make_address(int index, const Ipv4Link& link) {
    AddrPtr address(rtnl_addr_alloc());
    rtnl_addr_set_ifindex(address.get(), index);
    rtnl_addr_set_local(address.get(), to_nl(link.local, 32).get());
    if (!link.peer.is_unspecified()) {
        rtnl_addr_set_peer(address.get(), to_nl(link.peer, 32).get());
    }
    return address;
}

AddrPtr make_address(int index, const Ipv6Link& link) {
    AddrPtr address(rtnl_addr_alloc());
    rtnl_addr_set_ifindex(address.get(), index);
    rtnl_addr_set_local(address.get(), to_nl(link.address(), link.given ? 128 : 64).get());
    // There is nobody else on a point-to-point link: duplicate address detection would only delay.
    rtnl_addr_set_flags(address.get(), IFA_F_NODAD);
    return address;
}

RoutePtr make_route(int index, const Route& wanted) {
    RoutePtr route(rtnl_route_alloc());
    rtnl_route_set_family(route.get(), wanted.destination.address.is_v6 ? AF_INET6 : AF_INET);
    rtnl_route_set_dst(route.get(), to_nl(wanted.destination).get());
    rtnl_route_set_table(route.get(), RT_TABLE_MAIN);
    rtnl_route_set_protocol(route.get(), Rtnl::kRouteProtocol);
    rtnl_route_set_scope(route.get(), RT_SCOPE_LINK);
    if (wanted.metric != 0) {
        rtnl_route_set_priority(route.get(), wanted.metric);
    }
    rtnl_nexthop* hop = rtnl_route_nh_alloc();
    rtnl_route_nh_set_ifindex(hop, index);
    rtnl_route_add_nexthop(route.get(), hop);
    return route;
}

}  // namespace

Rtnl::Rtnl() = default;
Rtnl::~Rtnl() = default;

void Rtnl::Close::operator()(nl_sock* socket) const {
    nl_socket_free(socket);
}

Result<nl_sock*> Rtnl::socket() {
    if (!socket_) {
        std::unique_ptr<nl_sock, Close> fresh(nl_socket_alloc());
        if (const int code = nl_connect(fresh.get(), NETLINK_ROUTE); code < 0) {
            return netlink_error(code, "cannot open a netlink socket");
        }
        socket_ = std::move(fresh);
    }
    return socket_.get();
}

Result<void> Rtnl::set_up(int index, unsigned mtu) {
    const auto socket = this->socket();
    if (!socket) {
        return socket.error();
    }
    const LinkPtr original(rtnl_link_alloc());
    rtnl_link_set_ifindex(original.get(), index);
    const LinkPtr change(rtnl_link_alloc());
    rtnl_link_set_mtu(change.get(), mtu);
    rtnl_link_set_flags(change.get(), IFF_UP);
    return checked(
        rtnl_link_change(*socket, original.get(), change.get(), 0),
        "cannot bring the network interface up"
    );
}

Result<void> Rtnl::add_address(int index, const Ipv4Link& link) {
    const auto socket = this->socket();
    return socket ? checked(
                        rtnl_addr_add(*socket, make_address(index, link).get(), NLM_F_REPLACE),
                        "cannot set address " + link.local.to_string()
                    )
                  : socket.error();
}

Result<void> Rtnl::remove_address(int index, const Ipv4Link& link) {
    const auto socket = this->socket();
    return socket ? checked(
                        rtnl_addr_delete(*socket, make_address(index, link).get(), 0),
                        "cannot remove address " + link.local.to_string()
                    )
                  : socket.error();
}

Result<void> Rtnl::add_address(int index, const Ipv6Link& link) {
    const auto socket = this->socket();
    return socket ? checked(
                        rtnl_addr_add(*socket, make_address(index, link).get(), NLM_F_REPLACE),
                        "cannot set address " + link.address().to_string()
                    )
                  : socket.error();
}

Result<void> Rtnl::remove_address(int index, const Ipv6Link& link) {
    const auto socket = this->socket();
    return socket ? checked(
                        rtnl_addr_delete(*socket, make_address(index, link).get(), 0),
                        "cannot remove address " + link.address().to_string()
                    )
                  : socket.error();
}

Result<void> Rtnl::add_route(int index, const Route& route) {
    const auto socket = this->socket();
    if (!socket) {
        return socket.error();
    }
    // NLM_F_EXCL, not REPLACE: a route of somebody else to the same place must not be overwritten.
    return checked(
        rtnl_route_add(*socket, make_route(index, route).get(), NLM_F_EXCL),
        "cannot add route " + route.destination.to_string()
    );
}

Result<void> Rtnl::remove_route(int index, const Route& route) {
    const auto socket = this->socket();
    return socket ? checked(
                        rtnl_route_delete(*socket, make_route(index, route).get(), 0),
                        "cannot remove route " + route.destination.to_string()
                    )
                  : socket.error();
}

LinkCounters Rtnl::counters(int index) {
    LinkCounters counters;
    const auto socket = this->socket();
    rtnl_link* found = nullptr;
    if (!socket || rtnl_link_get_kernel(*socket, index, nullptr, &found) < 0) {
        return counters;
    }
    const LinkPtr link(found);
    counters.packets_sent = rtnl_link_get_stat(found, RTNL_LINK_TX_PACKETS);
    counters.packets_received = rtnl_link_get_stat(found, RTNL_LINK_RX_PACKETS);
    counters.bytes_sent = rtnl_link_get_stat(found, RTNL_LINK_TX_BYTES);
    counters.bytes_received = rtnl_link_get_stat(found, RTNL_LINK_RX_BYTES);
    return counters;
}

void Rtnl::remove_own_routes() {
    const auto socket = this->socket();
    if (!socket) {
        return;  // no netlink, so no routes of ours either
    }
    nl_cache* raw = nullptr;
    if (rtnl_route_alloc_cache(*socket, AF_UNSPEC, 0, &raw) < 0) {
        return;
    }
    const CachePtr cache(raw);
    for (nl_object* object = nl_cache_get_first(cache.get()); object != nullptr;
         object = nl_cache_get_next(object)) {
        auto* route = reinterpret_cast<rtnl_route*>(object);
        if (rtnl_route_get_protocol(route) == kRouteProtocol) {
            static_cast<void>(rtnl_route_delete(*socket, route, 0));
        }
    }
}

}  // namespace mprd::platform
