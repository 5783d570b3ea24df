// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>

namespace mprd::router {

/// Which of the numbers from 0 to size - 1 to lend next: the one that has been free for longest, so
/// that what a caller has just given back is not given to another one soon. Numbers that were never
/// lent come first, in order; they cost no memory.
class LeaseQueue {
public:
    explicit LeaseQueue(std::uint32_t size = 0) : size_(size) {}

    /// nullopt: none is free. `is_barred` says which numbers must not be lent now.
    template <class IsBarred>
    [[nodiscard]] std::optional<std::uint32_t> take(IsBarred is_barred) {
        while (next_ < size_) {
            const std::uint32_t number = next_++;
            if (const auto lent = lend(number, is_barred)) {
                return lent;
            }
        }
        while (!returned_.empty()) {
            const std::uint32_t number = returned_.front();
            returned_.pop_front();
            if (const auto lent = lend(number, is_barred)) {
                return lent;
            }
        }
        return std::nullopt;
    }
    /// A number that take() lent is free again.
    void give_back(std::uint32_t number) {
        if (lent_.erase(number) != 0) {
            returned_.push_back(number);
        }
    }
    /// What was barred may be no longer.
    void reconsider() {
        returned_.insert(returned_.end(), barred_.begin(), barred_.end());
        barred_.clear();
    }
    [[nodiscard]] bool is_lent(std::uint32_t number) const { return lent_.count(number) != 0; }

private:
    template <class IsBarred>
    [[nodiscard]] std::optional<std::uint32_t> lend(std::uint32_t number, IsBarred is_barred) {
        if (is_barred(number)) {
            barred_.push_back(number);  // looked at once, not at each call
            return std::nullopt;
        }
        lent_.insert(number);
        return number;
    }

    std::uint32_t size_;
    std::uint32_t next_ = 0;  ///< the first one that was never looked at
    std::deque<std::uint32_t> returned_;
    std::deque<std::uint32_t> barred_;
    std::set<std::uint32_t> lent_;
};

}  // namespace mprd::router
