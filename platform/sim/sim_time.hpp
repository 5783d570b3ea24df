// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace mprd::platform::sim {

/// Virtual time and what is to happen in it. What is posted for the same moment happens in the
/// order of posting, so that a run is a function of its seed.
class SimTime {
public:
    [[nodiscard]] TimePoint now() const { return now_; }
    /// Runs `action` at now() + `delay`.
    void post(Duration delay, std::function<void()> action) {
        actions_.emplace(std::pair{now_ + delay, ++sequence_}, std::move(action));
    }
    /// Nothing is posted.
    [[nodiscard]] bool is_idle() const { return actions_.empty(); }
    /// The moment of the next action; only when not idle.
    [[nodiscard]] TimePoint next() const { return actions_.begin()->first.first; }
    /// Moves to the next action and does it.
    void step() {
        const auto first = actions_.begin();
        now_ = first->first.first;
        const std::function<void()> action = std::move(first->second);
        actions_.erase(first);
        action();
    }
    /// Moves on without doing anything; not past next().
    void advance_to(TimePoint time) { now_ = time; }

private:
    TimePoint now_{};
    std::uint64_t sequence_ = 0;
    std::map<std::pair<TimePoint, std::uint64_t>, std::function<void()>> actions_;
};

}  // namespace mprd::platform::sim
