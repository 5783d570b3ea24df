// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <cstdint>

// Private to core/info. Counts, sizes and types of information headers are little-endian, addresses
// and ports big-endian (reference/rrasm-protocol.md section 6). Callers have checked the length.

namespace mprd::info {

[[nodiscard]] inline std::uint16_t load16(ByteSpan bytes, std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] | (bytes[at + 1] << 8U));
}
[[nodiscard]] inline std::uint32_t load32(ByteSpan bytes, std::size_t at) {
    return load16(bytes, at) | (std::uint32_t{load16(bytes, at + 2)} << 16U);
}
[[nodiscard]] inline std::uint16_t load16_network(ByteSpan bytes, std::size_t at) {
    return static_cast<std::uint16_t>((bytes[at] << 8U) | bytes[at + 1]);
}
[[nodiscard]] inline std::uint32_t load32_network(ByteSpan bytes, std::size_t at) {
    return (std::uint32_t{load16_network(bytes, at)} << 16U) | load16_network(bytes, at + 2);
}

inline void append16(Bytes& out, std::uint16_t value) {
    out.push_back(static_cast<std::uint8_t>(value & 0xffU));
    out.push_back(static_cast<std::uint8_t>(value >> 8U));
}
inline void append32(Bytes& out, std::uint32_t value) {
    append16(out, static_cast<std::uint16_t>(value & 0xffffU));
    append16(out, static_cast<std::uint16_t>(value >> 16U));
}

}  // namespace mprd::info
