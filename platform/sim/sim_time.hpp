// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <tuple>
#include <utility>
#include <vector>

namespace mprd::platform::sim {

/// Virtual time and what is to happen in it. What is posted for the same moment happens in the
/// order of posting, so that a run is a function of its seed.
class SimTime {
public:
    [[nodiscard]] TimePoint now() const { return now_; }
    /// Runs `action` at now() + `delay`.
    void post(Duration delay, std::function<void()> action) {
        actions_.push_back({now_ + delay, ++sequence_, std::move(action)});
        std::push_heap(actions_.begin(), actions_.end(), Later{});
    }
    /// Nothing is posted.
    [[nodiscard]] bool is_idle() const { return actions_.empty(); }
    /// The moment of the next action; only when not idle.
    [[nodiscard]] TimePoint next() const { return actions_.front().at; }
    /// Moves to the next action and does it.
    void step() {
        std::pop_heap(actions_.begin(), actions_.end(), Later{});
        const Action first = std::move(actions_.back());
        actions_.pop_back();
        now_ = first.at;
        first.run();
    }
    /// Does all that is posted for times up to `end`, what that posts included; then it is `end`.
    void run_until(TimePoint end) {
        while (!is_idle() && next() <= end) {
            step();
        }
        now_ = end;
    }

private:
    struct Action {
        TimePoint at;
        std::uint64_t number = 0;  ///< in the order of posting
        std::function<void()> run;
    };
    struct Later {
        bool operator()(const Action& a, const Action& b) const {
            return std::tie(a.at, a.number) > std::tie(b.at, b.number);
        }
    };

    TimePoint now_{};
    std::uint64_t sequence_ = 0;
    std::vector<Action> actions_;  ///< a heap, the next one in front
};

}  // namespace mprd::platform::sim
