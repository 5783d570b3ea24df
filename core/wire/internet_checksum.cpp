// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/internet_checksum.hpp"

#include <array>
#include <cstring>

namespace mprd::wire {
namespace {

template <class Word>
std::uint64_t load(const std::uint8_t* at) {
    Word word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

}  // namespace

InternetChecksum& InternetChecksum::add(ByteSpan octets) {
    const std::uint8_t* at = octets.data();
    std::size_t rest = octets.size();
    // Words of four octets into sums of eight: carries need no look. Two sums, so that one addition
    // does not wait for the other.
    std::uint64_t even = 0;
    std::uint64_t odd = 0;
    for (; rest >= 16; rest -= 16, at += 16) {
        even += load<std::uint32_t>(at) + load<std::uint32_t>(at + 8);
        odd += load<std::uint32_t>(at + 4) + load<std::uint32_t>(at + 12);
    }
    for (; rest >= 2; rest -= 2, at += 2) {
        even += load<std::uint16_t>(at);
    }
    if (rest != 0) {
        const std::array<std::uint8_t, 2> padded{*at, 0};
        even += load<std::uint16_t>(padded.data());
    }
    total_ += even + odd;
    return *this;
}

InternetChecksum& InternetChecksum::add(std::uint16_t field) {
    const std::array<std::uint8_t, 2> octets{
        static_cast<std::uint8_t>(field >> 8U), static_cast<std::uint8_t>(field & 0xffU)};
    return add(ByteSpan(octets));
}

std::uint16_t InternetChecksum::sum() const {
    std::uint64_t folded = total_;
    while (folded > 0xffffU) {
        folded = (folded & 0xffffU) + (folded >> 16U);
    }
    const auto native = static_cast<std::uint16_t>(folded);
    std::array<std::uint8_t, 2> octets{};
    std::memcpy(octets.data(), &native, sizeof native);
    return static_cast<std::uint16_t>((octets[0] << 8U) | octets[1]);
}

}  // namespace mprd::wire
