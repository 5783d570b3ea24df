// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/system_entropy.hpp"

#include <cstdlib>

// The second needs the first.
// clang-format off
#include <windows.h>
#include <bcrypt.h>
// clang-format on

namespace mprd::platform {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
    const auto size = static_cast<ULONG>(out.size());
    if (::BCryptGenRandom(nullptr, out.data(), size, BCRYPT_USE_SYSTEM_PREFERRED_RNG) != 0) {
        std::abort();
    }
}

}  // namespace mprd::platform
