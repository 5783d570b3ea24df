// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace mprd {

/// First in, first out: the outputs of an engine until its owner polls for them, or work that is
/// to be done in order. It is emptied all the time and keeps the memory of a few, where a
/// std::deque takes and gives back a node for nearly each.
template <class Item>
class Fifo {
public:
    void push(Item item) { items_.push_back(std::move(item)); }
    [[nodiscard]] bool is_empty() const { return next_ == items_.size(); }
    /// The oldest, which leaves the queue; nothing when it is empty.
    [[nodiscard]] std::optional<Item> poll() {
        if (is_empty()) {
            return std::nullopt;
        }
        std::optional<Item> oldest{std::move(items_[next_++])};
        if (is_empty()) {
            start_over();
        }
        return oldest;
    }

private:
    /// Items that an empty queue keeps room for.
    static constexpr std::size_t kKept = 8;

    void start_over() {
        next_ = 0;
        if (items_.capacity() > kKept) {
            items_ = {};
        } else {
            items_.clear();
        }
    }

    std::vector<Item> items_;
    std::size_t next_ = 0;  ///< those before it have left
};

}  // namespace mprd
