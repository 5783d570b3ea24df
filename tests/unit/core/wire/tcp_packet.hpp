// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::test {

/// RFC 1071 as it is printed there: what the fast sum is checked against.
inline std::uint16_t plain_sum(ByteSpan bytes, std::uint32_t sum = 0) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        sum += static_cast<std::uint32_t>(bytes[i]) << (i % 2 == 0 ? 8U : 0U);
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    return static_cast<std::uint16_t>(sum);
}

/// A TCP segment in an IP packet, with all lengths and checksums right.
struct TcpPacket {
    bool is_v6 = false;
    std::uint16_t id = 100;
    bool may_fragment = false;
    std::uint8_t hop_limit = 64;
    std::uint16_t source_port = 4000;
    std::uint32_t sequence = 0x01020304;
    std::uint32_t acknowledgment = 0x0a0b0c0d;
    std::uint8_t flags = 0x10;  // ACK
    std::uint16_t window = 500;
    Bytes options{};  ///< a multiple of four octets
    Bytes payload = Bytes(1000, 0x55);

    [[nodiscard]] std::size_t ip_size() const { return is_v6 ? 40 : 20; }

    [[nodiscard]] Bytes tcp() const {
        Bytes out;
        const auto header = static_cast<std::uint8_t>((20 + options.size()) / 4);
        ByteWriter(out)
            .u16(source_port)
            .u16(80)
            .u32(sequence)
            .u32(acknowledgment)
            .u8(static_cast<std::uint8_t>(header << 4U))
            .u8(flags)
            .u16(window)
            .u16(0)
            .u16(0)
            .bytes(options)
            .bytes(payload);
        return out;
    }
    [[nodiscard]] Bytes ip(std::size_t tcp_size) const {
        Bytes out;
        ByteWriter writer(out);
        if (is_v6) {
            writer.u32(0x60012345).u16(static_cast<std::uint16_t>(tcp_size)).u8(6).u8(hop_limit);
            for (std::uint8_t i = 0; i < 32; ++i) {
                writer.u8(static_cast<std::uint8_t>(0x20 + i));
            }
            return out;
        }
        writer.u8(0x45).u8(0).u16(static_cast<std::uint16_t>(20 + tcp_size)).u16(id);
        writer.u16(may_fragment ? 0 : 0x4000).u8(hop_limit).u8(6).u16(0);
        writer.u32(0x0a4e0001).u32(0x0a4e0002);
        const auto checksum = static_cast<std::uint16_t>(~plain_sum(out) & 0xffff);
        out[10] = static_cast<std::uint8_t>(checksum >> 8U);
        out[11] = static_cast<std::uint8_t>(checksum & 0xffU);
        return out;
    }
    /// The sum over the pseudo header.
    [[nodiscard]] std::uint16_t pseudo(const Bytes& ip_header, std::size_t tcp_size) const {
        const ByteSpan addresses =
            is_v6 ? ByteSpan(ip_header).subspan(8, 32) : ByteSpan(ip_header).subspan(12, 8);
        return plain_sum(addresses, 6 + static_cast<std::uint32_t>(tcp_size));
    }
    [[nodiscard]] Bytes bytes() const {
        Bytes out = ip(tcp().size());
        Bytes segment = tcp();
        const auto checksum =
            static_cast<std::uint16_t>(~plain_sum(segment, pseudo(out, segment.size())) & 0xffff);
        segment[16] = static_cast<std::uint8_t>(checksum >> 8U);
        segment[17] = static_cast<std::uint8_t>(checksum & 0xffU);
        out.insert(out.end(), segment.begin(), segment.end());
        return out;
    }
    /// As a host hands it over for segmentation: with the sum over the pseudo header only.
    [[nodiscard]] Bytes unfinished() const {
        Bytes out = ip(tcp().size());
        Bytes segment = tcp();
        const std::uint16_t sum = pseudo(out, segment.size());
        segment[16] = static_cast<std::uint8_t>(sum >> 8U);
        segment[17] = static_cast<std::uint8_t>(sum & 0xffU);
        out.insert(out.end(), segment.begin(), segment.end());
        return out;
    }
};

/// `size` octets that differ from each other, from `first` on.
inline Bytes numbered(std::size_t size, std::size_t first = 0) {
    Bytes out(size);
    for (std::size_t i = 0; i < size; ++i) {
        out[i] = static_cast<std::uint8_t>((first + i) * 7 + (first + i) / 251);
    }
    return out;
}

}  // namespace mprd::test
