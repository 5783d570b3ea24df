// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_engine_messages.hpp"
#include "core/wire/l2tp_header.hpp"

#include <optional>

namespace mprd::l2tp {

/// The numbers of the data messages of one call (RFC 2661 section 5.4): counts ours, and finds the
/// peer's that come late or twice. Lost ones are not asked for again, late ones are dropped: PPP
/// does not bear frames out of order. One per call, for both directions; no allocation.
class DataSequencer {
public:
    /// So many late ones in a row are no accident: the peer counts anew.
    static constexpr int kMaxLate = 32;

    explicit DataSequencer(const DataRoute& route)
        : is_numbering_(route.is_sequenced), may_follow_(!route.is_sequenced && !route.is_lns) {}

    /// For the next message that goes out.
    [[nodiscard]] std::optional<Sequence> next() {
        return is_numbering_ ? std::optional(Sequence{next_ns_++, 0}) : std::nullopt;
    }
    /// Whether a message that came is to be delivered.
    [[nodiscard]] bool accept(const std::optional<Sequence>& sequence) {
        if (may_follow_) {
            is_numbering_ = sequence.has_value();
        }
        if (!sequence) {
            return true;
        }
        if (is_before(sequence->ns, expected_ns_) && ++late_ <= kMaxLate) {
            ++dropped_;
            return false;
        }
        late_ = 0;
        expected_ns_ = static_cast<std::uint16_t>(sequence->ns + 1);
        return true;
    }
    /// Late or repeated messages so far.
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }

private:
    bool is_numbering_;
    bool may_follow_;  ///< we are LAC and the LNS decides
    std::uint16_t next_ns_ = 0;
    std::uint16_t expected_ns_ = 0;
    int late_ = 0;
    std::uint64_t dropped_ = 0;
};

}  // namespace mprd::l2tp
