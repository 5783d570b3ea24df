// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/system_entropy.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <sys/random.h>

namespace mprd::platform {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
    while (!out.empty()) {
        const ssize_t size = ::getrandom(out.data(), out.size(), 0);
        if (size < 0 && errno != EINTR) {
            std::perror("mprd: getrandom");
            std::abort();
        }
        out = out.subspan(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
}

}  // namespace mprd::platform
