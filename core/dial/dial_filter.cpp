// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/dial_filter.hpp"

namespace mprd::dial {
namespace {

[[nodiscard]] bool contains(const IpPrefix& prefix, const IpAddress& address) {
    if (prefix.address.is_v6 != address.is_v6) {
        return false;
    }
    if (!address.is_v6) {
        const std::uint32_t mask =
            prefix.length == 0 ? 0 : ~std::uint32_t{0} << (32U - prefix.length);
        return (address.v4.value & mask) == prefix.address.v4.value;
    }
    for (std::size_t bit = 0; bit < prefix.length; bit += 8) {
        const std::size_t rest = prefix.length - bit;
        const unsigned mask = rest >= 8 ? 0xffU : 0xffU << (8 - rest) & 0xffU;
        const std::size_t byte = bit / 8;
        if ((address.v6.bytes[byte] & mask) != prefix.address.v6.bytes[byte]) {
            return false;
        }
    }
    return true;
}

}  // namespace

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
        if (contains(route.destination, packet.destination) &&
            (best == nullptr || route.destination.length > best->destination.length)) {
            best = &route;
        }
    }
    return best == nullptr || best->may_dial;
}

}  // namespace mprd::dial
