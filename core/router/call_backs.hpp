// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace mprd::router {

/// From the caller's proof of who he is to our call: his line has to be down and ready by then.
/// With CBCP the caller says how long, but not less than the second value.
inline constexpr Duration kCallBackDelay = std::chrono::seconds{12};
inline constexpr Duration kShortestCallBackDelay = std::chrono::seconds{3};
/// While no port of the device is free: to the next look, and from the first one to the end of it.
inline constexpr Duration kCallBackRetry = std::chrono::seconds{5};
inline constexpr Duration kCallBackLimit = std::chrono::seconds{60};
/// Call-backs that wait; further callers are refused.
inline constexpr std::size_t kMaxCallBacks = 256;

/// Somebody who has called, proved who he is, and is to be called at his number.
struct CallBackOrder {
    std::string user;
    std::string number;
    std::size_t device = 0;  ///< index in RouterConfig::devices: over the one that he called
    TimePoint due;
    TimePoint give_up_at;
};

/// The call-backs that wait for their time.
class CallBacks {
public:
    /// Takes the place of one for the same user. False: kMaxCallBacks wait already.
    [[nodiscard]] bool add(CallBackOrder order);
    /// Takes those that are due out of the list.
    [[nodiscard]] std::vector<CallBackOrder> take_due(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> next() const;

private:
    std::vector<CallBackOrder> orders_;
};

}  // namespace mprd::router
