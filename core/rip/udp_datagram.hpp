// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ip_address.hpp"

#include <optional>

namespace mprd::rip {

/// An IPv4 packet with one UDP datagram in it (RFC 791, RFC 768).
struct UdpDatagram {
    Ipv4Address source;
    Ipv4Address destination;
    std::uint16_t source_port = 0;
    std::uint16_t destination_port = 0;
    std::uint8_t time_to_live = 1;  ///< 1: never leaves the link
    /// Of parse(): valid as long as the packet.
    ByteSpan payload;

    /// nullopt: no IPv4, a fragment, no UDP, a wrong length or a wrong checksum.
    [[nodiscard]] static std::optional<UdpDatagram> parse(ByteSpan packet);
    /// The whole packet with both checksums.
    [[nodiscard]] Bytes encode() const;
};

}  // namespace mprd::rip
