// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace mprd::cli {

/// Makes a capture file in the format pcapng (IETF draft-ietf-opsawg-pcapng), block by block,
/// little end first. Pure: whoever has it writes the octets where they belong.
class PcapngWriter {
public:
    /// What stands in a frame: the number of the link type in a file
    /// (draft-ietf-opsawg-pcaplinktype).
    enum class Link : std::uint16_t {
        Ppp = 9,    ///< the protocol field and what follows it
        Raw = 101,  ///< an IP packet
    };
    /// The two lower bits of epb_flags.
    enum class Direction : std::uint32_t {
        Received = 1,
        Sent = 2,
    };
    struct Frame {
        Link link = Link::Ppp;
        Direction direction = Direction::Received;
        /// Microseconds since 1970, UTC.
        std::uint64_t time_us = 0;
        /// Octets that it had; `data` may be cut.
        std::uint32_t length = 0;
        ByteSpan data;
        /// Frames between the one before and this one that are not in the file.
        std::uint64_t lost_before = 0;
    };

    /// `program` and `interface` are told in the file; `snap_length` is what frames were cut at.
    PcapngWriter(std::string program, std::string interface, std::uint32_t snap_length);

    /// The octets that a file begins with.
    [[nodiscard]] Bytes begin() const;
    /// One more frame; before the first one of a link type its interface is described.
    [[nodiscard]] Bytes frame(const Frame& frame);
    /// What a file ends with: how many frames came and how many were lost, until `time_us`.
    [[nodiscard]] Bytes end(std::uint64_t time_us, std::uint64_t lost);

private:
    struct Interface {
        std::uint32_t number = 0;
        std::uint64_t frames = 0;
    };
    Interface& interface_for(Link link, Bytes& out);

    std::string program_;
    std::string interface_;
    std::uint32_t snap_length_;
    std::map<Link, Interface> interfaces_;
};

}  // namespace mprd::cli
