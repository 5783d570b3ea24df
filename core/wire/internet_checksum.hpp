// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::wire {

/// The one's complement sum that IPv4, TCP and UDP are checked with (RFC 1071), taken in pieces.
/// Each piece but the last must have an even number of octets.
class InternetChecksum {
public:
    InternetChecksum& add(ByteSpan octets);
    /// A field of two octets that is not in memory.
    InternetChecksum& add(std::uint16_t field);

    /// As it stands in a header whose checksum somebody else completes.
    [[nodiscard]] std::uint16_t sum() const;
    /// As it stands in a complete header. The sum over data with its right checksum is 0xffff, so
    /// that this gives zero.
    [[nodiscard]] std::uint16_t complement() const {
        return static_cast<std::uint16_t>(~sum() & 0xffff);
    }

private:
    /// In the byte order of this machine, which the sum does not mind (RFC 1071 section 2 B). A
    /// packet cannot overflow it.
    std::uint64_t total_ = 0;
};

}  // namespace mprd::wire
