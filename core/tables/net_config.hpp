// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/tables/packet_filter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd {

/// Where a route came from; the numbers that the API shows for it (dwForwardProto) in brackets.
enum class RouteOrigin {
    Static,      ///< an administrator (10006, or 10007 if it never dials)
    NetMgmt,     ///< network management, as old programs have it (3)
    AutoStatic,  ///< learned from the neighbour by an auto-static update (10002)
};
/// "static", "netmgmt", "autoStatic".
[[nodiscard]] const char* to_string(RouteOrigin origin);

/// A static route of an interface, `dev` the interface itself, without gateway (it is a
/// point-to-point link).
struct Route {
    /// Without host bits, either family.
    IpPrefix destination;
    std::uint32_t metric = 0;  ///< 0: the system's default
    bool may_dial = true;      ///< whether a packet that takes it may start a call
    RouteOrigin origin = RouteOrigin::Static;
    friend auto operator<=>(const Route&, const Route&) = default;
};

/// Both ends of an IPv4 link, as IPCP agreed (RFC 1332).
struct Ipv4Link {
    /// Ours; becomes the address of the network interface.
    Ipv4Address local;
    Ipv4Address peer;
    std::vector<Ipv4Address> dns;  ///< what the peer gave us
    /// NetBIOS name servers (RFC 1877).
    std::vector<Ipv4Address> nbns;
    friend bool operator==(const Ipv4Link&, const Ipv4Link&) = default;
};

/// Both ends of an IPv6 link, as IPV6CP agreed (RFC 5072); the addresses are fe80::/64 with these
/// identifiers, unless a tunnel was given one.
struct Ipv6Link {
    InterfaceIdentifier local;
    InterfaceIdentifier peer;
    /// Our address in an IP tunnel, set alone (/128) in place of the one above; nullopt with PPP.
    std::optional<Ipv6Address> given{};
    /// What becomes the address of the network interface.
    [[nodiscard]] Ipv6Address address() const { return given ? *given : local.link_local(); }
    friend bool operator==(const Ipv6Link&, const Ipv6Link&) = default;
};

/// The whole wanted state of one network interface of the host. Applied as a whole and repeatable:
/// what the last call set and this one lacks is taken away. While the interface is unreachable,
/// `routes` is empty; while it is disconnected or connecting, the routes are there and the
/// addresses may be absent.
struct NetConfig {
    std::string name;  ///< of the network interface, at most 15 bytes
    /// Octets.
    std::uint16_t mtu = 1500;
    /// The line takes bursts: TCP may pass between host and us in segments larger than the MTU,
    /// which the network interface cuts and joins where it can. No other part sees them.
    bool large_segments = false;
    /// nullopt: no address of this family.
    std::optional<Ipv4Link> ipv4;
    std::optional<Ipv6Link> ipv6;
    std::vector<Route> routes;
    /// What may pass; other interfaces of the host are not concerned.
    PacketRules packets4;
    PacketRules packets6;
    friend bool operator==(const NetConfig&, const NetConfig&) = default;
};

}  // namespace mprd
