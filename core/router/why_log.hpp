// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/events/why_record.hpp"

#include <deque>
#include <unordered_map>
#include <vector>

namespace mprd::router {

/// The last answers to "why": kMaxAll of the router and kMaxEach of each interface, so that a busy
/// one does not push out what the others have to say.
class WhyLog {
public:
    static constexpr std::size_t kMaxAll = 256;
    static constexpr std::size_t kMaxEach = 16;

    /// Numbers the record and keeps it. False (and not kept) for a refusal that repeats the
    /// interface's last record within kRepeatAfter: a flood of packets is one fact.
    bool add(events::WhyRecord& record);
    /// The newest last; so is of().
    [[nodiscard]] std::vector<events::WhyRecord> all() const;
    [[nodiscard]] std::vector<events::WhyRecord> of(InterfaceId id) const;
    /// The interface is gone; the router's own list keeps its records.
    void forget(InterfaceId id) { each_.erase(id); }

private:
    static constexpr std::chrono::seconds kRepeatAfter{60};

    /// Of the record added last; the first one is 1.
    std::uint64_t last_sequence_ = 0;
    std::deque<events::WhyRecord> all_;
    std::unordered_map<InterfaceId, std::vector<events::WhyRecord>> each_;
};

}  // namespace mprd::router
