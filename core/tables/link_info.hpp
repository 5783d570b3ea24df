// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/secret.hpp"
#include "core/tables/net_config.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd {

/// What a port says of the line that it just opened.
struct LinkInfo {
    /// What a message of the port is.
    enum class Carries {
        ByteStream,  ///< PPP in async HDLC framing
        PppFrames,   ///< one PPP frame in each message
        IpPackets,   ///< no PPP: an IP tunnel
    };
    Carries carries = Carries::ByteStream;
    /// Octets; the router asks for no larger MRU on this line.
    std::uint16_t max_mru = 1500;
    std::uint32_t speed = 0;      ///< bit/s, 0 when unknown
    std::string local_endpoint;   ///< for RAS_CONNECTION_EX; empty when there is none
    std::string remote_endpoint;  ///< called number, host or caller id; empty when there is none
    /// IpPackets only: what the tunnel was given, where PPP would have agreed on it. nullopt: the
    /// addresses that the interface is configured with count.
    std::optional<Ipv4Link> ipv4{};
    /// IpPackets only: the tunnel carries IPv6 too, from this address.
    std::optional<Ipv6Link> ipv6{};
};

/// What to dial on a port: the number (modem), host (tunnel) or nothing (null modem).
struct DialTarget {
    /// Empty: nothing to dial.
    std::string number;
    /// For devices that prove who we are by themselves (IP tunnels); with PPP it does so. Empty:
    /// the interface has no credentials.
    std::string user_name{};
    Secret password{};
};

/// Who calls on a port whose device finds that out by itself, before the line is open (IP tunnels).
struct CallerInfo {
    std::string user_name;
    /// What he says to prove it; nullopt: the device has made sure who he is (a certificate).
    std::optional<Secret> password{};
    std::string remote_endpoint{};  ///< his address; empty when there is none
};

/// What such a caller is let in with, where PPP would negotiate. At least one family is there.
struct CallerTerms {
    /// One family: our end of the link and his.
    template <class Address>
    struct Ends {
        Address local;
        Address peer;
        friend bool operator==(const Ends&, const Ends&) = default;
    };
    std::optional<Ends<Ipv4Address>> ipv4{};
    /// Both within his /64.
    std::optional<Ends<Ipv6Address>> ipv6{};
    std::vector<Ipv4Address> dns{};  ///< for him
    /// Networks behind him: what he may send from and is sent to, beside his own addresses.
    std::vector<IpPrefix> networks{};
};

}  // namespace mprd
