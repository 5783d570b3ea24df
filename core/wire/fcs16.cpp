// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/fcs16.hpp"

#include <array>

namespace mprd::wire {
namespace {

constexpr std::uint16_t kPolynomial = 0x8408;  // x^16 + x^12 + x^5 + 1, bits reversed
constexpr std::size_t kSlices = 8;

using Table = std::array<std::array<std::uint16_t, 256>, kSlices>;

constexpr Table make_table() {
    Table table{};
    for (std::size_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = static_cast<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ kPolynomial : value >> 1U;
        }
        table[0][byte] = static_cast<std::uint16_t>(value);
    }
    // Slice n is the sum of a byte that is followed by n zero bytes.
    for (std::size_t slice = 1; slice < kSlices; ++slice) {
        for (std::size_t byte = 0; byte < 256; ++byte) {
            const std::uint16_t before = table[slice - 1][byte];
            table[slice][byte] =
                static_cast<std::uint16_t>((before >> 8U) ^ table[0][before & 0xffU]);
        }
    }
    return table;
}

constexpr Table kTable = make_table();

}  // namespace

std::uint16_t fcs16(std::uint16_t fcs, ByteSpan data) {
    const std::uint8_t* at = data.data();
    std::size_t left = data.size();
    // Eight independent look-ups a round instead of eight that wait for each other.
    for (; left >= kSlices; at += kSlices, left -= kSlices) {
        const unsigned first = (fcs & 0xffU) ^ at[0];
        const unsigned second = (static_cast<unsigned>(fcs) >> 8U) ^ at[1];
        fcs = static_cast<std::uint16_t>(
            kTable[7][first] ^ kTable[6][second] ^ kTable[5][at[2]] ^ kTable[4][at[3]] ^
            kTable[3][at[4]] ^ kTable[2][at[5]] ^ kTable[1][at[6]] ^ kTable[0][at[7]]
        );
    }
    for (; left > 0; ++at, --left) {
        fcs = static_cast<std::uint16_t>((fcs >> 8U) ^ kTable[0][(fcs ^ *at) & 0xffU]);
    }
    return fcs;
}

}  // namespace mprd::wire
