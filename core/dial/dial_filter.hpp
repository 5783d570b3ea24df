// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/net_config.hpp"
#include "core/tables/packet_summary.hpp"
#include "core/tables/transport_config.hpp"

#include <vector>

namespace mprd::dial {

/// False for packets that never dial, whatever the routes say: multicast and broadcast of both
/// families and IPv6 link-local chatter. A link would otherwise be up for router solicitations and
/// name service announcements alone (design section 6, "never counts").
[[nodiscard]] bool is_worth_a_call(const PacketSummary& packet);

/// The most specific of `routes` that has the packet's destination says whether it may dial. A
/// packet that no route has may: the host was told by somebody else to send it here.
[[nodiscard]] bool route_may_dial(const std::vector<Route>& routes, const PacketSummary& packet);

/// The demand-dial filter of the packet's transport forwards it. Without a filter every packet may.
/// It is asked about every packet, the host's own included.
[[nodiscard]] bool filter_may_dial(
    const std::vector<InterfaceTransport>& transports, const PacketSummary& packet
);

}  // namespace mprd::dial
