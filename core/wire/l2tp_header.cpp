// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/l2tp_header.hpp"

#include <algorithm>

namespace mprd::l2tp {
namespace {

// RFC 2661 section 3.1: T, L, S, O, P and the version.
constexpr std::uint16_t kControl = 0x8000;
constexpr std::uint16_t kHasLength = 0x4000;
constexpr std::uint16_t kHasSequence = 0x0800;
constexpr std::uint16_t kHasOffset = 0x0200;
constexpr std::uint16_t kVersionMask = 0x000f;
constexpr std::uint16_t kVersion = 2;

/// Takes the length field off and cuts the padding; false when the datagram is shorter.
bool read_length(ByteReader& in, std::size_t datagram) {
    const auto length = in.u16();
    const std::size_t done = datagram - in.remaining();
    if (!length || *length < done || *length > datagram) {
        return false;
    }
    in = ByteReader(in.rest().first(*length - done));
    return true;
}

bool read_sequence(ByteReader& in, Packet& packet) {
    const auto ns = in.u16();
    const auto nr = in.u16();
    if (!nr) {
        return false;
    }
    packet.sequence = Sequence{*ns, *nr};
    return true;
}

bool skip_offset(ByteReader& in) {
    const auto offset = in.u16();
    return offset && in.take(*offset);
}

}  // namespace

std::optional<Packet> parse_packet(ByteSpan datagram) {
    ByteReader in(datagram);
    const auto flags = in.u16();
    if (!flags || (*flags & kVersionMask) != kVersion) {
        return std::nullopt;
    }
    Packet packet;
    packet.is_control = (*flags & kControl) != 0;
    constexpr std::uint16_t kMust = kHasLength | kHasSequence;
    if (packet.is_control && ((*flags & kMust) != kMust || (*flags & kHasOffset) != 0)) {
        return std::nullopt;
    }
    if ((*flags & kHasLength) != 0 && !read_length(in, datagram.size())) {
        return std::nullopt;
    }
    const auto tunnel = in.u16();
    const auto session = in.u16();
    if (!session || ((*flags & kHasSequence) != 0 && !read_sequence(in, packet)) ||
        ((*flags & kHasOffset) != 0 && !skip_offset(in))) {
        return std::nullopt;
    }
    packet.tunnel_id = *tunnel;
    packet.session_id = *session;
    packet.payload = in.rest();
    return packet;
}

Bytes make_control_packet(
    std::uint16_t tunnel_id, std::uint16_t session_id, Sequence sequence, ByteSpan avps
) {
    const ByteSpan fitting =
        avps.first(std::min(avps.size(), kMaxControlSize - kControlHeaderSize));
    const std::size_t size = kControlHeaderSize + fitting.size();
    Bytes bytes;
    bytes.reserve(size);
    ByteWriter(bytes)
        .u16(kControl | kHasLength | kHasSequence | kVersion)
        .u16(static_cast<std::uint16_t>(size))
        .u16(tunnel_id)
        .u16(session_id)
        .u16(sequence.ns)
        .u16(sequence.nr)
        .bytes(fitting);
    return bytes;
}

DataHeader::DataHeader(
    std::uint16_t tunnel_id, std::uint16_t session_id, const std::optional<Sequence>& sequence
) {
    put(sequence ? kHasSequence | kVersion : kVersion);
    put(tunnel_id);
    put(session_id);
    if (sequence) {
        put(sequence->ns);
        put(sequence->nr);
    }
}

void DataHeader::put(std::uint16_t number) {
    bytes_[size_++] = static_cast<std::uint8_t>(number >> 8U);
    bytes_[size_++] = static_cast<std::uint8_t>(number & 0xffU);
}

}  // namespace mprd::l2tp
