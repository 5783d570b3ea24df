// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/windows/ip_helper.hpp"

#include <cstdint>

namespace mprd::platform {

/// What a network interface of ours has from us: MTU, addresses, routes and name servers. Brings it
/// from one wanted state to the next.
class HostInterface {
public:
    /// Must outlive it.
    explicit HostInterface(IpHelper& helper) : helper_(helper) {}

    /// The interface of this LUID has just been made, and has nothing yet.
    void begin(std::uint64_t luid);
    /// It is gone, with all that hung on it.
    void end() { begin(0); }
    /// The IPv4 address that it has while the wanted state has none: Windows sends nothing to a
    /// network interface without an address (RFC 3927: of no use beyond the link).
    [[nodiscard]] Ipv4Address placeholder() const;
    /// After an error it is in no certain state.
    [[nodiscard]] Result<void> apply(const NetConfig& config);

private:
    [[nodiscard]] Result<void> apply_address(
        std::optional<IpAddress>& applied, const std::optional<IpAddress>& wanted
    );
    [[nodiscard]] Result<void> apply_routes(const NetConfig& config);

    IpHelper& helper_;
    std::uint64_t luid_ = 0;
    // What the host has from us.
    std::uint16_t mtu_ = 0;
    std::optional<IpAddress> ipv4_;
    std::optional<IpAddress> ipv6_;
    std::vector<Ipv4Address> dns_;
    std::vector<Route> routes_;
};

}  // namespace mprd::platform
