// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstddef>
#include <cstdint>

namespace mprd::test {

/// More than the pipes to a program and back hold together.
inline constexpr std::size_t kMoreThanPipesHold = std::size_t{64} * 1024 * 1024;

/// `size` octets that tell by their values if one before them was lost; `offset` is where they
/// begin.
inline Bytes counted_octets(std::size_t offset, std::size_t size) {
    Bytes octets(size);
    for (std::size_t i = 0; i < size; ++i) {
        octets[i] = static_cast<std::uint8_t>((offset + i) * 7 + (offset + i) / 256);
    }
    return octets;
}

}  // namespace mprd::test
