// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.hpp"

namespace mprd::platform {

/// Entropy from the system's generator: getrandom(2), or BCryptGenRandom on Windows. (Libgcrypt's
/// own looks at every process and handle of a Windows system for its seed, which takes a second.)
/// Ends the process if the system has none. May be used from several threads.
class SystemEntropy final : public Entropy {
public:
    /// Fills all of `out`; cannot fail.
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace mprd::platform
