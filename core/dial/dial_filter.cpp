// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/dial_filter.hpp"

namespace mprd::dial {
bool is_worth_a_call(const PacketSummary& packet) {
    if (!packet.destination.is_v6) {
        const std::uint32_t value = packet.destination.v4.value;
        return value >> 28U != 0xe && value != 0xffffffff;  // 224/4 and limited broadcast
    }
    const auto& bytes = packet.destination.v6.bytes;
    const bool is_multicast = bytes[0] == 0xff;
    const bool is_link_local = bytes[0] == 0xfe && (bytes[1] & 0xc0U) == 0x80;
    return !is_multicast && !is_link_local;
}

bool route_may_dial(const std::vector<Route>& routes, const PacketSummary& packet) {
    const Route* best = nullptr;
    for (const Route& route : routes) {
        if (route.destination.contains(packet.destination) &&
            (best == nullptr || route.destination.length > best->destination.length)) {
            best = &route;
        }
    }
    return best == nullptr || best->may_dial;
}

bool filter_may_dial(
    const std::vector<InterfaceTransport>& transports, const PacketSummary& packet
) {
    const auto id = packet.destination.is_v6 ? TransportId::Ipv6 : TransportId::Ipv4;
    const InterfaceTransport* transport = find_transport(transports, id);
    return transport == nullptr || transport->demand_dial.decide(packet) == FilterAction::Forward;
}

}  // namespace mprd::dial
