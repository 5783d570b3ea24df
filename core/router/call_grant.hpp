// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/base/time.hpp"
#include "core/tables/net_config.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mprd::router {

/// What an incoming call was given, until it ends.
struct CallGrant {
    /// For whom; empty: for a caller who was not asked who he is.
    std::string user;
    /// Of a pool, the user's own, or the one that he chose; absent: he brings his own.
    std::optional<Ipv4Address> ipv4;
    /// He may take another one than `ipv4`.
    bool may_choose = false;
    /// His /64.
    std::optional<IpPrefix> prefix;
    std::size_t advertised = 0;  ///< Router Advertisements of it since packets can pass
    /// There was no address (no prefix) left for him: the call is to be refused.
    bool lacks_ipv4 = false;
    bool lacks_prefix = false;
    std::vector<Route> routes;              ///< over his interface while packets can pass
    std::optional<Duration> idle_limit;     ///< nullopt: he hangs up when he likes
    std::optional<Duration> session_limit;  ///< from the first packet on; nullopt: none
};

}  // namespace mprd::router
