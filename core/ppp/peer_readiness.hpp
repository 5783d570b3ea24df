// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

namespace mprd::ppp {

/// Finds out when the peer's data path is open after a network protocol has opened.
///
/// A peer acknowledges IPCP before packets can pass: pppd reads our Configure-Ack, and only then
/// tells its kernel to let packets through; what arrives before is lost. An LCP Echo-Request shows
/// that it goes on working, but pppd reads LCP from another queue than IPCP and may answer a first
/// request before it has seen our Configure-Ack. A second one, sent a moment after the first was
/// answered, comes back after the work is done. Sends nothing itself.
class PeerReadiness {
public:
    /// Answers that make the peer ready.
    static constexpr int kProbes = 2;
    /// Between an answer and the next probe: time for the peer to turn from one queue to the other.
    static constexpr std::chrono::milliseconds kGap{5};

    /// What the owner is to do now.
    enum class Verdict {
        Wait,
        SendProbe,
        Ready,  ///< said once
    };

    /// A network protocol has opened. `limit`: ready after that even without an answer.
    void start(TimePoint now, Duration limit) {
        give_up_at_ = now + limit;
        probe_at_ = now;
        answered_ = 0;
    }
    /// The network protocols have closed: nothing is awaited.
    void stop() {
        give_up_at_.reset();
        probe_at_.reset();
    }
    /// The owner has seen the reply to its last probe.
    void probe_answered(TimePoint now) {
        if (give_up_at_ && ++answered_ < kProbes) {
            probe_at_ = now + kGap;
        }
    }
    /// Call after each input and each timeout, until it says Wait.
    [[nodiscard]] Verdict check(TimePoint now) {
        if (!give_up_at_) {
            return Verdict::Wait;
        }
        if (answered_ >= kProbes || now >= *give_up_at_) {
            stop();
            return Verdict::Ready;
        }
        if (probe_at_ && now >= *probe_at_) {
            probe_at_.reset();
            return Verdict::SendProbe;
        }
        return Verdict::Wait;
    }
    /// When check() may have something new to say.
    [[nodiscard]] std::optional<TimePoint> deadline() const {
        return probe_at_ && give_up_at_ ? std::min(*probe_at_, *give_up_at_) : give_up_at_;
    }

private:
    /// Absent: stopped.
    std::optional<TimePoint> give_up_at_;
    /// When the next probe is due; absent while an answer is awaited.
    std::optional<TimePoint> probe_at_;
    /// Probes answered since start().
    int answered_ = 0;
};

}  // namespace mprd::ppp
