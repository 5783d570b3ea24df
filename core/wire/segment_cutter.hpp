// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/wire/packet_offload.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace mprd::wire {

/// Does what is left to do to a packet (PacketOffload): cuts a large TCP segment into packets that
/// a line takes and completes checksums. Nothing is copied: each packet's header is written in
/// front of its payload, over payload that has gone already.
class SegmentCutter {
public:
    /// `packet` is changed, and must stay where it is until the last next(). nullopt: it does not
    /// agree with `offload`, and no part of it can go anywhere.
    [[nodiscard]] static std::optional<SegmentCutter> begin(
        std::span<std::uint8_t> packet, const PacketOffload& offload
    );

    /// The next packet, valid until the next call; nullopt after the last. Lengths, the IPv4
    /// identification, TCP sequence and checksums are each packet's own; FIN and PSH are on the
    /// last alone, CWR on the first alone (RFC 3168 section 6.1.2).
    [[nodiscard]] std::optional<ByteSpan> next();
    [[nodiscard]] bool is_done() const { return payload_ == packet_.size(); }

    /// Goes on in `storage`, into which it copies what has not gone yet: the octets of begin() are
    /// free then. Nothing when it is there already.
    void move_to(Bytes& storage);

private:
    SegmentCutter(std::span<std::uint8_t> packet, const PacketOffload& offload);
    [[nodiscard]] bool read_tcp();
    [[nodiscard]] bool read_ip() const;
    void write_ip(std::span<std::uint8_t> out) const;
    void write_tcp(std::span<std::uint8_t> out, bool is_last) const;
    void complete_checksum(std::span<std::uint8_t> out) const;

    std::span<std::uint8_t> packet_;
    PacketOffload offload_;
    std::size_t payload_ = 0;  ///< where the payload begins that has not gone yet
    std::size_t header_ = 0;   ///< octets of IP and TCP header; zero: there is nothing to cut
    std::size_t sent_ = 0;     ///< octets of payload in the packet before
    bool is_first_ = true;
    std::uint8_t flags_ = 0;    ///< of the whole
    std::uint16_t pseudo_ = 0;  ///< sum over the pseudo header, without the length
};

}  // namespace mprd::wire
