// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/control_packet.hpp"

#include <algorithm>

namespace mprd::wire {

std::optional<ControlPacket> parse_control_packet(ByteSpan information) {
    ByteReader reader(information);
    const auto code = reader.u8();
    const auto id = reader.u8();
    const auto length = reader.u16();
    if (!length || *length < kControlHeaderSize) {
        return std::nullopt;
    }
    const auto data = reader.take(*length - kControlHeaderSize);
    if (!data) {
        return std::nullopt;
    }
    return ControlPacket{*code, *id, *data};
}

Bytes make_control_packet(std::uint8_t code, std::uint8_t id, ByteSpan data) {
    constexpr std::size_t kLongest = 0xffff - kControlHeaderSize;
    const ByteSpan kept = data.first(std::min(data.size(), kLongest));
    Bytes packet;
    packet.reserve(kControlHeaderSize + kept.size());
    const auto length = static_cast<std::uint16_t>(kControlHeaderSize + kept.size());
    ByteWriter(packet).u8(code).u8(id).u16(length).bytes(kept);
    return packet;
}

}  // namespace mprd::wire
