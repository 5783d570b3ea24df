// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// What libFuzzer and replay.cpp call.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace mprd::fuzz {

/// A property that no input may break, in release builds too.
inline void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace mprd::fuzz
