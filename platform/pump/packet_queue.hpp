// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <vector>

namespace mprd::platform {

/// Packets that wait for a full line, first in, first out, side by side in one buffer. Bounded; its
/// memory is kept, so that a line that fills up again and again allocates once.
class PacketQueue {
public:
    /// Octets of packets that may wait.
    explicit PacketQueue(std::size_t limit) : limit_(limit) {}

    [[nodiscard]] bool is_empty() const { return next_ == sizes_.size(); }
    /// False: it would pass the limit, and nothing was taken.
    [[nodiscard]] bool push(ByteSpan packet);
    /// The oldest, valid until the next call of push(), pop() or clear(). Only while not empty.
    [[nodiscard]] ByteSpan front() const {
        return ByteSpan(octets_).subspan(begin_, sizes_[next_]);
    }
    /// Forgets the oldest. Only while not empty.
    void pop();
    void clear();

private:
    std::size_t limit_;
    Bytes octets_;
    std::size_t begin_ = 0;             ///< of the oldest packet
    std::vector<std::uint32_t> sizes_;  ///< of the packets from the one at `next_` on
    std::size_t next_ = 0;
};

}  // namespace mprd::platform
