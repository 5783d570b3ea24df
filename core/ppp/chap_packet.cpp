// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/chap_packet.hpp"

#include "core/base/secret.hpp"

#include <algorithm>

namespace mprd::ppp {
namespace {

constexpr std::size_t kReservedSize = 8;        // RFC 2759 section 4: must be zero
constexpr std::size_t kMsChapV2ValueSize = 49;  // RFC 2759 section 4

}  // namespace

std::optional<ChapValue> parse_chap_value(ByteSpan data) {
    ByteReader reader(data);
    const auto size = reader.u8();
    const auto value = size ? reader.take(*size) : std::nullopt;
    if (!value || value->empty() || reader.remaining() > kChapMaxName) {
        return std::nullopt;
    }
    return ChapValue{*value, as_text(reader.rest())};
}

Bytes make_chap_value(ByteSpan value, std::string_view name) {
    Bytes data;
    const auto size = static_cast<std::uint8_t>(value.size());
    ByteWriter(data).u8(size).bytes(value).bytes(as_bytes(name.substr(0, kChapMaxName)));
    return data;
}

Crypto::Digest16 chap_md5(
    const Crypto& crypto, std::uint8_t id, ByteSpan secret, ByteSpan challenge
) {
    Bytes text;
    text.reserve(1 + secret.size() + challenge.size());
    ByteWriter(text).u8(id).bytes(secret).bytes(challenge);
    const auto digest = crypto.md5(text);
    wipe_memory(text.data(), text.size());
    return digest;
}

std::optional<MsChapV2Value> parse_mschapv2_value(ByteSpan value) {
    if (value.size() != kMsChapV2ValueSize) {
        return std::nullopt;
    }
    MsChapV2Value parsed;
    const ByteSpan peer = value.first(parsed.peer_challenge.size());
    const ByteSpan response = value.subspan(peer.size() + kReservedSize, parsed.nt_response.size());
    std::copy(peer.begin(), peer.end(), parsed.peer_challenge.begin());
    std::copy(response.begin(), response.end(), parsed.nt_response.begin());
    return parsed;
}

Bytes make_mschapv2_value(const MsChapV2Value& value) {
    Bytes bytes;
    const std::array<std::uint8_t, kReservedSize> reserved{};
    constexpr std::uint8_t kFlags = 0;
    ByteWriter(bytes)
        .bytes(value.peer_challenge)
        .bytes(reserved)
        .bytes(value.nt_response)
        .u8(kFlags);
    return bytes;
}

}  // namespace mprd::ppp
