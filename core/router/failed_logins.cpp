// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/failed_logins.hpp"

#include <algorithm>

namespace mprd::router {

void FailedLogins::add(const std::string& name, TimePoint now) {
    auto found = names_.find(name);
    if (found == names_.end()) {
        if (order_.size() == kMaxFailedLogins) {
            names_.erase(order_.front());
            order_.pop_front();
        }
        found = names_.try_emplace(name).first;
        order_.push_back(name);
    } else if (now - found->second.last >= kLoginMemory) {
        found->second.count = 0;
    }
    ++found->second.count;
    found->second.last = now;
}

void FailedLogins::forget(const std::string& name) {
    if (names_.erase(name) != 0) {
        order_.erase(std::find(order_.begin(), order_.end(), name));
    }
}

Duration FailedLogins::delay(const std::string& name, TimePoint now) const {
    const auto found = names_.find(name);
    if (found == names_.end() || found->second.count < kFreeLoginFailures ||
        now - found->second.last >= kLoginMemory) {
        return Duration::zero();
    }
    Duration delay = kFirstLoginDelay;
    for (std::uint32_t i = kFreeLoginFailures;
         i < found->second.count && delay < kLongestLoginDelay;
         ++i) {
        delay *= 2;
    }
    return std::min(delay, kLongestLoginDelay);
}

}  // namespace mprd::router
