// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/wire/mac_address.hpp"
#include "core/wire/pppoe.hpp"

#include <cstdint>
#include <string>

namespace mprd::tunnel {

/// Input: an Ethernet frame of type 0x8863 arrived.
struct PppoeDiscoveryReceived {
    wire::MacAddress from;
    ByteSpan packet;  ///< behind the Ethernet header; valid during handle() only
};

/// Output: send an Ethernet frame of type 0x8863.
struct SendPppoeDiscovery {
    wire::MacAddress to;
    Bytes packet;  ///< behind the Ethernet header
};

/// A PPPoE session, as both ends see it.
struct PppoeSession {
    wire::MacAddress peer;
    std::uint16_t id = 0;  ///< chosen by the access concentrator; unique with the peer's address
    /// Largest PPP information field: 1492, or more where both ends said so (RFC 4638).
    std::uint16_t max_payload = wire::kPppoeMru;
    std::string service;  ///< Service-Name; empty: any
    std::string ac_name;  ///< of the access concentrator
};

/// Session ids that no access concentrator may give (RFC 2516 sections 4 and 5.4).
inline constexpr std::uint16_t kNoPppoeSession = 0;
inline constexpr std::uint16_t kReservedPppoeSession = 0xffff;

/// What Service-Name-Error, AC-System-Error or Generic-Error say (RFC 2516 Appendix A), as one line
/// that can be shown; empty when there is no such tag.
[[nodiscard]] std::string pppoe_error_text(const wire::PppoeTags& tags);

/// Names of the far end as text that can be shown: printable ASCII, at most 64 characters.
[[nodiscard]] std::string shown_pppoe_name(ByteSpan name);

}  // namespace mprd::tunnel
