// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::wire {

/// What is left to do to a packet before it may go over a line, in the terms of the header that
/// virtual network devices use (virtio 1.2 section 5.1.6).
struct PacketOffload {
    enum class Cut {
        None,
        Tcp,  ///< into segments of `segment_size` octets of payload
    };
    Cut cut = Cut::None;
    std::uint16_t segment_size = 0;
    /// The checksum field holds the sum over the pseudo header and is to be completed. Always so
    /// for what is to be cut.
    bool needs_checksum = false;
    std::uint16_t checksum_start = 0;   ///< where the sum begins: at the TCP or UDP header
    std::uint16_t checksum_offset = 0;  ///< of the field, from there
    friend bool operator==(const PacketOffload&, const PacketOffload&) = default;
};

/// Who takes packets with what is left to do to them.
class OffloadSink {
public:
    virtual ~OffloadSink() = default;
    /// Valid during the call only.
    virtual void on_packet(ByteSpan packet, const PacketOffload& offload) = 0;
};

}  // namespace mprd::wire
