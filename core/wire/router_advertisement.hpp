// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ip_address.hpp"

#include <cstdint>

namespace mprd::wire {

/// A Router Advertisement of Neighbor Discovery (RFC 4861 section 4.2), for a link with one host.
struct RouterAdvertisement {
    Ipv6Address source;  ///< ours, link-local
    /// The host makes itself an address of it (RFC 4862). A /64.
    IpPrefix prefix;
    /// Octets (RFC 4861 section 4.6.4).
    std::uint16_t mtu = 1500;
    std::uint16_t lifetime_seconds = 5400;  ///< as default router and of the prefix
};

/// A whole IPv6 packet to all nodes of the link (ff02::1).
[[nodiscard]] Bytes make_router_advertisement(const RouterAdvertisement& advertisement);

}  // namespace mprd::wire
