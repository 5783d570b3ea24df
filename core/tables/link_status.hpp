// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/tables/interface_config.hpp"
#include "core/tables/net_config.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd {

/// RAS_PORT_CONDITION. The values are on the API.
enum class PortCondition : std::uint32_t {
    /// The device cannot be used.
    NonOperational = 0,
    /// Nothing is on it, or it is just being closed.
    Disconnected = 1,
    /// Not used: there is no callback.
    CallingBack = 2,
    /// Waits for calls.
    Listening = 3,
    /// The line is open; PPP has not got as far as Authenticated.
    Authenticating = 4,
    /// The caller is known, or a network protocol is open.
    Authenticated = 5,
    /// A number is being dialled.
    Initializing = 6,
};
/// "nonOperational", "disconnected", "listening"...
[[nodiscard]] const char* to_string(PortCondition condition);

/// What PPP agreed on over one link, without PPP types: for GetInfo (PPP_INFO_3).
struct PppProjection {
    std::optional<AuthKind> local_auth;  ///< how we proved who we are
    std::optional<AuthKind> peer_auth;   ///< how the peer did
    std::optional<Ipv4Link> ipv4;
    std::optional<Ipv6Link> ipv6;
    /// Octets; the peer's MRU (RFC 1661 section 6.1).
    std::uint16_t send_mru = 1500;
    /// PFC and ACFC for what we send (RFC 1661 sections 6.5 and 6.6).
    bool compress_protocol = false;
    bool compress_address = false;
    friend bool operator==(const PppProjection&, const PppProjection&) = default;
};

}  // namespace mprd
