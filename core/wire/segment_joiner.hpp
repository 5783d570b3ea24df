// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/wire/packet_offload.hpp"

#include <cstdint>

namespace mprd::wire {

/// Joins TCP segments of one connection that follow each other into one large one, so that a host
/// takes them with one call. SegmentCutter would make the same packets of it again. Everything else
/// passes at once and unchanged; the order is kept. Nothing is joined whose checksum is wrong: that
/// is for the host to find.
class SegmentJoiner {
public:
    /// Octets of the largest packet (RFC 791 section 3.1).
    static constexpr std::size_t kMaxPacket = 65535;
    /// Segments with less payload are not worth the copy.
    static constexpr std::size_t kMinPayload = 256;

    SegmentJoiner() { joined_.reserve(kMaxPacket); }

    /// `sink` gets the packet now, or with a later add() or flush(). It must live until then, or
    /// until forget(). Packets of different sinks are never joined.
    void add(ByteSpan packet, OffloadSink& sink);
    /// What waits goes to its sink.
    void flush();
    /// What waits for this sink is dropped.
    void forget(const OffloadSink& sink);
    [[nodiscard]] bool is_empty() const { return sink_ == nullptr; }

private:
    /// Where things are in a packet that might be joined.
    struct Layout {
        bool is_v6 = false;
        std::size_t tcp = 0;
        std::size_t payload = 0;
    };
    [[nodiscard]] static bool read_ip(ByteSpan packet, Layout& layout);
    /// False: no segment that anything could be joined to.
    [[nodiscard]] static bool read(ByteSpan packet, Layout& layout);
    [[nodiscard]] static bool is_intact(ByteSpan packet, const Layout& layout);
    /// Whether the packet goes on where what waits ends.
    [[nodiscard]] bool continues(ByteSpan packet, const Layout& layout) const;
    [[nodiscard]] bool has_same_ip(ByteSpan packet) const;
    void begin(ByteSpan packet, const Layout& layout, OffloadSink& sink);
    void append(ByteSpan packet);
    /// Makes the header that of the whole.
    [[nodiscard]] PacketOffload finish();

    OffloadSink* sink_ = nullptr;  ///< nullptr: nothing waits
    Bytes joined_;                 ///< capacity is kept
    Layout layout_;
    std::size_t segment_size_ = 0;  ///< octets of payload of each but the last
    std::size_t segments_ = 0;
    bool is_intact_ = false;  ///< the first one: looked at when a second one comes
    bool is_closed_ = false;  ///< with PSH, or shorter: the last
};

}  // namespace mprd::wire
