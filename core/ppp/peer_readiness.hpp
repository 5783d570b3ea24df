// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <algorithm>
#include <optional>

namespace mprd::ppp {

/// Finds out when the peer's data path is open after a network protocol has opened.
///
/// A peer acknowledges IPCP before packets can pass: pppd reads our Configure-Ack, and only then
/// tells its kernel to let packets through; what arrives before is lost. So a packet follows that
/// the peer must answer and that it reads from the same queue, after that Configure-Ack: a probe
/// (ControlProtocol::send_probe()). Its answer comes when the work is done. An LCP Echo-Request
/// would not do: pppd reads LCP from another queue and may answer it first. Sends nothing itself.
class PeerReadiness {
public:
    /// Probes until a peer that answers none is taken for ready.
    static constexpr int kProbes = 4;

    /// What the owner is to do now.
    enum class Verdict {
        Wait,
        SendProbe,
        Ready,  ///< said once
    };

    /// A network protocol has opened. `interval`: a probe without an answer is repeated after that.
    void start(TimePoint now, Duration interval) {
        interval_ = interval;
        probe_at_ = now;
        sent_ = 0;
        is_answered_ = false;
    }
    /// The network protocols have closed: nothing is awaited.
    void stop() { probe_at_.reset(); }
    /// The peer has answered a probe.
    void probe_answered() { is_answered_ = true; }
    /// Call after each input and each timeout, until it says Wait.
    [[nodiscard]] Verdict check(TimePoint now) {
        if (!probe_at_) {
            return Verdict::Wait;
        }
        const bool is_due = now >= *probe_at_;
        if (is_answered_ || (is_due && sent_ == kProbes)) {
            stop();
            return Verdict::Ready;
        }
        if (!is_due) {
            return Verdict::Wait;
        }
        ++sent_;
        probe_at_ = now + interval_;
        return Verdict::SendProbe;
    }
    /// When check() may have something new to say.
    [[nodiscard]] std::optional<TimePoint> deadline() const { return probe_at_; }

private:
    /// Between two probes.
    Duration interval_{};
    /// When the next probe is due, or the end of waiting; absent: stopped.
    std::optional<TimePoint> probe_at_;
    /// Probes sent since start().
    int sent_ = 0;
    bool is_answered_ = false;
};

}  // namespace mprd::ppp
