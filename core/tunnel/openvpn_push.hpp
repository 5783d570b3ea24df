// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mprd::tunnel {

/// What an OpenVPN server told its client of the link. Routes are not here: those of the interface
/// are configured.
struct OpenvpnPush {
    /// Most name servers that are kept.
    static constexpr std::size_t kMaxDns = 8;
    /// The smallest IPv4 and the largest packet that one may ask for (RFC 791; a UDP datagram).
    static constexpr std::uint32_t kMinMtu = 68;
    static constexpr std::uint32_t kMaxMtu = 65535;

    std::optional<Ipv4Address> ipv4;
    /// The other end of the link, or the server within its subnet.
    std::optional<Ipv4Address> ipv4_peer;
    std::vector<Ipv4Address> dns;
    std::optional<Ipv6Address> ipv6;
    std::uint8_t ipv6_prefix = 64;
    /// Octets of the largest packet.
    std::optional<std::uint16_t> mtu;

    /// Takes over what one PUSH_REPLY message says ("PUSH_REPLY,ifconfig 10.8.0.2 255.255.255.0,
    /// ..."); a long answer comes in several. What is unknown or wrong is left out.
    void add(std::string_view message);

private:
    void add_option(std::string_view option);
};

}  // namespace mprd::tunnel
