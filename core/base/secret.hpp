// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <string>
#include <string_view>

namespace mprd {

/// A password or key. Wipes its memory, compares in constant time and has no text form: a log line
/// or an answer can only say that it is set. Whoever must put it on a wire calls reveal() and keeps
/// no copy.
class Secret {
public:
    Secret() = default;
    /// Copies the text; the caller wipes his own.
    explicit Secret(std::string_view text) : text_(text) {}
    Secret(const Secret&) = default;
    // Copied, for a short text would be, and then the other one wiped:
    // NOLINTNEXTLINE(performance-move-constructor-init)
    Secret(Secret&& other) noexcept : text_(other.text_) { other.wipe(); }
    Secret& operator=(const Secret& other);
    Secret& operator=(Secret&& other) noexcept;
    ~Secret() { wipe(); }

    [[nodiscard]] bool is_empty() const { return text_.empty(); }
    /// Valid as long as the object is neither changed nor destroyed.
    [[nodiscard]] ByteSpan reveal() const { return as_bytes(text_); }
    /// Constant time for equal lengths.
    [[nodiscard]] friend bool operator==(const Secret& a, const Secret& b) {
        return equal_in_constant_time(a.reveal(), b.reveal());
    }
    /// For digests and other octets that a peer sends.
    [[nodiscard]] static bool equal_in_constant_time(ByteSpan a, ByteSpan b);

private:
    void wipe() noexcept;
    std::string text_;
};

/// Overwrites memory in a way that the optimiser may not remove.
void wipe_memory(void* memory, std::size_t size) noexcept;

}  // namespace mprd
