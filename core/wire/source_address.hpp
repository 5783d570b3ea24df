// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

#include <cstdint>
#include <span>

namespace mprd::wire {

/// Gives an IPv4 packet whose source is 0.0.0.0 this source, and corrects the checksums of its
/// header and of TCP and UDP (RFC 1624). Any other packet is left alone. Such a packet comes from a
/// host that had no address at all when it was sent.
void fill_unspecified_source(std::span<std::uint8_t> packet, Ipv4Address source);

}  // namespace mprd::wire
