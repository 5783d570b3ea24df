// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/link_counters.hpp"
#include "core/tables/net_config.hpp"

#include <memory>
#include <string>
#include <vector>

struct nl_sock;

namespace mprd::platform {

/// Addresses, routes and link settings through rtnetlink (libnl-route). Each call is one request
/// that the kernel answers at once. Routes are made with our own protocol number, and only routes
/// with that number are ever removed.
class Rtnl {
public:
    /// rtm_protocol of our routes, so that `ip route` shows whose they are ("proto 77"; see
    /// docs/guide/linux.md).
    static constexpr unsigned char kRouteProtocol = 77;
    /// Where mprd's own routes start when an interface names no metric.
    static constexpr std::uint32_t kDefaultMetric = 0;

    /// Opens nothing yet: the socket is made at the first request.
    Rtnl();
    ~Rtnl();
    Rtnl(const Rtnl&) = delete;
    Rtnl& operator=(const Rtnl&) = delete;

    /// Sets the MTU, keeps the kernel from inventing IPv6 addresses on it, and brings the interface
    /// up.
    [[nodiscard]] Result<void> set_up(int index, unsigned mtu);
    /// `index` is the kernel's number of the network interface. An address that is there
    /// already is replaced. Every failure is 927 with the kernel's text.
    [[nodiscard]] Result<void> add_address(int index, const Ipv4Link& link);
    [[nodiscard]] Result<void> remove_address(int index, const Ipv4Link& link);
    [[nodiscard]] Result<void> add_address(int index, const Ipv6Link& link);
    [[nodiscard]] Result<void> remove_address(int index, const Ipv6Link& link);
    /// Without gateway: the interface itself is the next hop. Fails (927) if there is a route to
    /// the same place already: it may be somebody else's.
    [[nodiscard]] Result<void> add_route(int index, const Route& route);
    [[nodiscard]] Result<void> remove_route(int index, const Route& route);
    /// Packets and octets that passed the interface since it was made; zeros when it is gone.
    [[nodiscard]] LinkCounters counters(int index);
    /// Removes each route with our protocol number, whatever its interface. For the clean-up after
    /// a crash.
    void remove_own_routes();

private:
    struct Close {
        void operator()(nl_sock* socket) const;
    };
    /// The shared socket; connects it at the first use.
    [[nodiscard]] Result<nl_sock*> socket();

    std::unique_ptr<nl_sock, Close> socket_;
};

}  // namespace mprd::platform
