// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/secret.hpp"

namespace mprd {

void wipe_memory(void* memory, std::size_t size) noexcept {
    auto* byte = static_cast<volatile unsigned char*>(memory);
    while (size-- > 0) {
        *byte++ = 0;
    }
}

Secret& Secret::operator=(const Secret& other) {
    if (this != &other) {
        wipe();
        text_ = other.text_;
    }
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        wipe();
        text_ = other.text_;  // a copy, so that the small-string buffer of `other` can be wiped
        other.wipe();
    }
    return *this;
}

bool Secret::equal_in_constant_time(ByteSpan a, ByteSpan b) {
    if (a.size() != b.size()) {
        return false;
    }
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned>(a[i] ^ b[i]);
    }
    return difference == 0;
}

void Secret::wipe() noexcept {
    // capacity, not size: a shorter assignment may have left the tail of an older value behind.
    wipe_memory(text_.data(), text_.capacity());
    text_.clear();
}

}  // namespace mprd
