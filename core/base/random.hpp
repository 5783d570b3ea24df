// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <span>

namespace mprd {

/// Numbers that need not be secret (magic numbers, identifiers, jitter). Same seed, same numbers.
class RandomSource {
public:
    virtual ~RandomSource() = default;
    /// Any of the 2^32 values.
    [[nodiscard]] virtual std::uint32_t next_u32() = 0;
};

/// Numbers that an attacker must not guess (challenges, session keys).
class Entropy {
public:
    virtual ~Entropy() = default;
    /// Fills the whole span; does not fail (the platform ends the process if the system gives
    /// none).
    virtual void fill(std::span<std::uint8_t> out) = 0;
};

/// SplitMix64: tiny, well distributed, replayable from its seed. Serves as Entropy in tests only.
class SeededRandom final : public RandomSource, public Entropy {
public:
    explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

    [[nodiscard]] std::uint32_t next_u32() override {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
        return static_cast<std::uint32_t>((z ^ (z >> 31U)) >> 16U);
    }
    void fill(std::span<std::uint8_t> out) override {
        for (auto& byte : out) {
            byte = static_cast<std::uint8_t>(next_u32() & 0xffU);
        }
    }

private:
    std::uint64_t state_;
};

}  // namespace mprd
