// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/deadlines.hpp"

namespace mprd::router {

void Deadlines::arm(Key key, std::optional<TimePoint> at) {
    const Packed packed = pack(key);
    const auto found = armed_.find(packed);
    if (found != armed_.end()) {
        if (at && *at == found->second) {
            return;
        }
        auto entry = ordered_.extract({found->second, packed});
        if (at) {
            entry.value().first = found->second = *at;
            ordered_.insert(std::move(entry));
        } else {
            armed_.erase(found);
        }
    } else if (at) {
        ordered_.insert({*at, packed});
        armed_.emplace(packed, *at);
    }
}

std::optional<TimePoint> Deadlines::next() const {
    return ordered_.empty() ? std::nullopt : std::optional{ordered_.begin()->first};
}

std::vector<Deadlines::Key> Deadlines::take_due(TimePoint now) {
    std::vector<Key> due;
    while (!ordered_.empty() && ordered_.begin()->first <= now) {
        const Packed packed = ordered_.begin()->second;
        due.push_back({static_cast<DeadlineKind>(packed >> 32U), static_cast<std::uint32_t>(packed)}
        );
        armed_.erase(packed);
        ordered_.erase(ordered_.begin());
    }
    return due;
}

}  // namespace mprd::router
