// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/host_interface.hpp"

#include <algorithm>

namespace mprd::platform {
namespace {

constexpr std::uint8_t kIpv4Bits = 32;
constexpr std::uint8_t kIpv6Bits = 128;

bool has(const std::vector<Route>& routes, const Route& route) {
    return std::find(routes.begin(), routes.end(), route) != routes.end();
}

}  // namespace

void HostInterface::begin(std::uint64_t luid) {
    luid_ = luid;
    mtu_ = 0;
    ipv4_.reset();
    ipv6_.reset();
    dns_.clear();
    routes_.clear();
}

Ipv4Address HostInterface::placeholder() const {
    constexpr std::uint32_t kLinkLocal = 0xa9fe0000;
    return {kLinkLocal | 0x4d00U | static_cast<std::uint32_t>(1 + luid_ % 254)};
}

Result<void> HostInterface::apply(const NetConfig& config) {
    if (mtu_ != config.mtu) {
        if (auto up = helper_.set_up(luid_, config.mtu); !up) {
            return up;
        }
        mtu_ = config.mtu;
    }
    const Ipv4Address own = config.ipv4 ? config.ipv4->local : placeholder();
    if (auto set = apply_address(ipv4_, IpAddress::from(own)); !set) {
        return set;
    }
    std::optional<IpAddress> ipv6;
    if (config.ipv6) {
        ipv6 = IpAddress::from(config.ipv6->address());
    }
    if (auto set = apply_address(ipv6_, ipv6); !set) {
        return set;
    }
    if (auto set = apply_routes(config); !set) {
        return set;
    }
    const std::vector<Ipv4Address> dns =
        config.ipv4 ? config.ipv4->dns : std::vector<Ipv4Address>{};
    if (dns_ != dns) {
        if (auto set = helper_.set_dns(luid_, dns); !set) {
            return set;
        }
        dns_ = dns;
    }
    return {};
}

Result<void> HostInterface::apply_address(
    std::optional<IpAddress>& applied, const std::optional<IpAddress>& wanted
) {
    if (applied == wanted) {
        return {};
    }
    if (wanted) {
        const std::uint8_t bits = wanted->is_v6 ? kIpv6Bits : kIpv4Bits;
        if (auto added = helper_.add_address(luid_, *wanted, bits); !added) {
            return added;
        }
    }
    if (applied) {
        static_cast<void>(helper_.remove_address(luid_, *applied));  // may be gone: that is the aim
    }
    applied = wanted;
    return {};
}

Result<void> HostInterface::apply_routes(const NetConfig& config) {
    for (const Route& route : routes_) {
        if (!has(config.routes, route)) {
            static_cast<void>(helper_.remove_route(luid_, route));  // may be gone: that is the aim
        }
    }
    std::erase_if(routes_, [&](const Route& route) { return !has(config.routes, route); });
    for (const Route& route : config.routes) {
        if (has(routes_, route)) {
            continue;
        }
        if (auto added = helper_.add_route(luid_, route); !added) {
            return added;
        }
        routes_.push_back(route);
    }
    return {};
}

}  // namespace mprd::platform
