// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

#include <cstdint>
#include <span>

namespace mprd::wire {

/// Gives an IPv4 packet whose source is `from` the source `to`, and corrects the checksums of its
/// header and of TCP and UDP (RFC 1624). Any other packet is left alone. From 0.0.0.0 comes what a
/// host sent while it had no address at all.
void replace_source(std::span<std::uint8_t> packet, Ipv4Address from, Ipv4Address to);

}  // namespace mprd::wire
