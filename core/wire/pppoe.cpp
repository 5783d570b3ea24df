// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/pppoe.hpp"

#include <algorithm>
#include <utility>

namespace mprd::wire {
namespace {

/// Version 1 in the high four bits, type 1 in the low ones.
constexpr std::uint8_t kVersionAndType = 0x11;
constexpr std::size_t kTagHeaderSize = 4;
constexpr std::size_t kLengthAt = 4;

std::uint8_t high(std::uint16_t value) {
    return static_cast<std::uint8_t>(value >> 8U);
}

std::uint8_t low(std::uint16_t value) {
    return static_cast<std::uint8_t>(value & 0xffU);
}

}  // namespace

const char* to_string(PppoeCode code) {
    switch (code) {
        case PppoeCode::SessionData:
            return "session data";
        case PppoeCode::Pado:
            return "PADO";
        case PppoeCode::Padi:
            return "PADI";
        case PppoeCode::Padr:
            return "PADR";
        case PppoeCode::Pads:
            return "PADS";
        case PppoeCode::Padt:
            return "PADT";
    }
    return "?";
}

std::optional<PppoePacket> parse_pppoe(ByteSpan data) {
    ByteReader reader(data);
    const auto version = reader.u8();
    const auto code = reader.u8();
    const auto session = reader.u16();
    const auto length = reader.u16();
    if (!length || *version != kVersionAndType) {
        return std::nullopt;
    }
    const auto payload = reader.take(*length);
    if (!payload) {
        return std::nullopt;
    }
    return PppoePacket{static_cast<PppoeCode>(*code), *session, *payload};
}

std::array<std::uint8_t, kPppoeHeaderSize> pppoe_session_header(
    std::uint16_t session, std::uint16_t size
) {
    return {
        kVersionAndType,
        static_cast<std::uint8_t>(PppoeCode::SessionData),
        high(session),
        low(session),
        high(size),
        low(size)};
}

std::optional<PppoeTags> PppoeTags::parse(ByteSpan payload) {
    ByteReader reader(payload);
    while (reader.remaining() > 0) {
        const ByteSpan before = reader.rest();
        const auto type = reader.u16();
        const auto length = reader.u16();
        if (!length) {
            return std::nullopt;
        }
        if (static_cast<PppoeTag>(*type) == PppoeTag::EndOfList) {
            return PppoeTags(payload.first(payload.size() - before.size()));
        }
        if (!reader.take(*length)) {
            return std::nullopt;
        }
    }
    return PppoeTags(payload);
}

std::optional<PppoeTags::Tag> PppoeTags::next(ByteReader& reader) {
    const auto type = reader.u16();
    const auto length = reader.u16();
    const auto value = length ? reader.take(*length) : std::nullopt;
    if (!value) {
        return std::nullopt;
    }
    return Tag{static_cast<PppoeTag>(*type), *value};
}

std::optional<ByteSpan> PppoeTags::find(PppoeTag type) const {
    for (ByteReader reader(list_); const auto tag = next(reader);) {
        if (tag->type == type) {
            return tag->value;
        }
    }
    return std::nullopt;
}

bool PppoeTags::has(PppoeTag type, ByteSpan value) const {
    for (ByteReader reader(list_); const auto tag = next(reader);) {
        if (tag->type == type &&
            std::equal(tag->value.begin(), tag->value.end(), value.begin(), value.end())) {
            return true;
        }
    }
    return false;
}

std::optional<std::uint16_t> max_payload_of(const PppoeTags& tags) {
    const auto value = tags.find(PppoeTag::PppMaxPayload);
    if (!value || value->size() != 2) {
        return std::nullopt;
    }
    const auto size = ByteReader(*value).u16();
    return *size < kPppoeMru ? std::nullopt : size;
}

PppoeDiscovery::PppoeDiscovery(PppoeCode code, std::uint16_t session) {
    ByteWriter(packet_).u8(kVersionAndType).u8(static_cast<std::uint8_t>(code)).u16(session).u16(0);
}

PppoeDiscovery& PppoeDiscovery::tag(PppoeTag type, ByteSpan value) {
    if (packet_.size() + kTagHeaderSize + value.size() <= kMaxDiscoverySize) {
        ByteWriter(packet_)
            .u16(static_cast<std::uint16_t>(type))
            .u16(static_cast<std::uint16_t>(value.size()))
            .bytes(value);
    }
    return *this;
}

PppoeDiscovery& PppoeDiscovery::tag_u16(PppoeTag type, std::uint16_t number) {
    return tag(type, std::array{high(number), low(number)});
}

PppoeDiscovery& PppoeDiscovery::copy(PppoeTag type, const PppoeTags& from) {
    const auto value = from.find(type);
    return value ? tag(type, *value) : *this;
}

Bytes PppoeDiscovery::take() {
    const auto length = static_cast<std::uint16_t>(packet_.size() - kPppoeHeaderSize);
    packet_[kLengthAt] = high(length);
    packet_[kLengthAt + 1] = low(length);
    return std::exchange(packet_, {});
}

}  // namespace mprd::wire
