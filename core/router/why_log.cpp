// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/why_log.hpp"

#include <string_view>

namespace mprd::router {
namespace {

[[nodiscard]] bool repeats(const events::WhyRecord& last, const events::WhyRecord& next) {
    const auto* before = std::get_if<events::WhyRefused>(&last.what);
    const auto* now = std::get_if<events::WhyRefused>(&next.what);
    return before != nullptr && now != nullptr && before->code == now->code &&
           before->rule == now->rule && before->trigger == now->trigger;
}

}  // namespace

bool WhyLog::add(events::WhyRecord& record) {
    auto& own = each_[record.interface];
    if (!own.empty() && repeats(own.back(), record) &&
        record.time - own.back().time < kRepeatAfter) {
        return false;
    }
    record.sequence = ++last_sequence_;
    if (own.size() == kMaxEach) {
        own.erase(own.begin());
    }
    own.push_back(record);
    if (all_.size() == kMaxAll) {
        all_.pop_front();
    }
    all_.push_back(record);
    return true;
}

std::vector<events::WhyRecord> WhyLog::all() const {
    return {all_.begin(), all_.end()};
}

std::vector<events::WhyRecord> WhyLog::of(InterfaceId id) const {
    const auto found = each_.find(id);
    return found == each_.end() ? std::vector<events::WhyRecord>{} : found->second;
}

}  // namespace mprd::router
