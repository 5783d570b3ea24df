// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/call_backs.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {

bool CallBacks::add(CallBackOrder order) {
    std::erase_if(orders_, [&](const CallBackOrder& other) { return other.user == order.user; });
    if (orders_.size() >= kMaxCallBacks) {
        return false;
    }
    orders_.push_back(std::move(order));
    return true;
}

std::vector<CallBackOrder> CallBacks::take_due(TimePoint now) {
    const auto due = std::stable_partition(
        orders_.begin(), orders_.end(), [&](const CallBackOrder& order) { return order.due > now; }
    );
    std::vector<CallBackOrder> taken(
        std::make_move_iterator(due), std::make_move_iterator(orders_.end())
    );
    orders_.erase(due, orders_.end());
    return taken;
}

std::optional<TimePoint> CallBacks::next() const {
    const auto first = std::min_element(
        orders_.begin(),
        orders_.end(),
        [](const CallBackOrder& a, const CallBackOrder& b) { return a.due < b.due; }
    );
    return first == orders_.end() ? std::nullopt : std::optional{first->due};
}

}  // namespace mprd::router
