// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <optional>

namespace mprd::ppp {

/// Asks an open link for a sign of life at a fixed interval (RFC 1661 section 5.8) and counts the
/// questions that stayed without answer. Sends nothing itself.
class EchoKeepalive {
public:
    /// What the owner is to do now.
    enum class Verdict {
        Wait,  ///< not due yet
        SendEcho,
        PeerIsDead,
    };

    /// An interval or `max_missed` of zero turns it off.
    EchoKeepalive(Duration interval, int max_missed)
        : interval_(interval), max_missed_(max_missed) {}

    /// LCP has opened.
    void start(TimePoint now) {
        missed_ = 0;
        if (interval_ > Duration::zero() && max_missed_ > 0) {
            deadline_ = now + interval_;
        }
    }
    /// LCP has left Opened, or the peer does not know Echo-Request.
    void stop() { deadline_.reset(); }
    /// The peer has shown that it is there.
    void heard() { missed_ = 0; }

    [[nodiscard]] std::optional<TimePoint> deadline() const { return deadline_; }
    /// After PeerIsDead it is stopped.
    [[nodiscard]] Verdict handle_timeout(TimePoint now) {
        if (!deadline_ || now < *deadline_) {
            return Verdict::Wait;
        }
        if (missed_ >= max_missed_) {
            stop();
            return Verdict::PeerIsDead;
        }
        ++missed_;
        deadline_ = now + interval_;
        return Verdict::SendEcho;
    }

private:
    Duration interval_;
    int max_missed_;
    int missed_ = 0;  ///< requests sent since the peer was last heard
    std::optional<TimePoint> deadline_;
};

}  // namespace mprd::ppp
