// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <vector>

namespace mprd::dial {

/// Bounds of a hold queue (design section 6).
struct HoldLimits {
    /// Most packets held.
    std::size_t packets = 64;
    /// Most octets held, counted as IP packets.
    std::size_t bytes = std::size_t{256} * 1024;
    /// A packet that waited longer is dropped instead of sent.
    Duration age = std::chrono::seconds{60};
};

/// The packets that wait for a sleeping interface to come up. When a bound is passed the oldest go
/// first; what was dropped is counted. Pure: used by the daemon's data path.
class HoldQueue {
public:
    /// Empty at first.
    explicit HoldQueue(HoldLimits limits = {}) : limits_(limits) {}

    /// Keeps a copy. A packet that is larger than the byte bound alone is dropped at once.
    void push(TimePoint now, ByteSpan packet);
    /// All packets that are not too old, oldest first; the queue is empty after it.
    [[nodiscard]] std::vector<Bytes> drain(TimePoint now);
    /// Drops and counts all.
    void clear();

    [[nodiscard]] std::size_t size() const { return packets_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    /// Dropped by any bound or by clear(), since construction.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    struct Held {
        /// When it was pushed.
        TimePoint since;
        Bytes packet;
    };
    void drop_oldest();
    void drop_old(TimePoint now);

    HoldLimits limits_;
    std::deque<Held> packets_;
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0;
};

}  // namespace mprd::dial
