// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>

namespace mprd::router {

/// Wrong passwords that a name may have before its callers wait for their answer.
inline constexpr std::uint32_t kFreeLoginFailures = 3;
/// The first wait; each further failure doubles it up to the longest, which is well below the time
/// that a peer gives an authentication (AuthSettings::time_limit).
inline constexpr Duration kFirstLoginDelay = std::chrono::seconds{1};
inline constexpr Duration kLongestLoginDelay = std::chrono::seconds{8};
/// After so long without a failure a name starts anew.
inline constexpr Duration kLoginMemory = std::chrono::minutes{10};
/// Names that are remembered; the one that failed first is forgotten for the next.
inline constexpr std::size_t kMaxFailedLogins = 4096;

/// Who has sent wrong passwords, so that guessing takes time. Nobody is locked out: the owner of a
/// name waits for as long as the guesser does, 8 s at most.
class FailedLogins {
public:
    /// A wrong password, or a name that nobody has.
    void add(const std::string& name, TimePoint now);
    /// The right password.
    void forget(const std::string& name);
    /// How long the answer to the next attempt is to be held back.
    [[nodiscard]] Duration delay(const std::string& name, TimePoint now) const;
    /// Names that are remembered.
    [[nodiscard]] std::size_t size() const { return names_.size(); }

private:
    struct Failures {
        std::uint32_t count = 0;
        TimePoint last;
    };
    std::unordered_map<std::string, Failures> names_;
    std::deque<std::string> order_;  ///< each name of names_ once, the oldest first
};

}  // namespace mprd::router
