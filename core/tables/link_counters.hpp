// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <cstdint>

namespace mprd {

/// What passed over one link since it opened (or since ClearStats), as RAS_PORT_1 and
/// RAS_CONNECTION_1 show it.
struct LinkCounters {
    std::uint64_t bytes_sent = 0;      ///< on the line
    std::uint64_t bytes_received = 0;  ///< on the line
    /// PPP frames, control frames included.
    std::uint64_t frames_sent = 0;
    std::uint64_t frames_received = 0;
    /// Frames whose FCS was wrong (RFC 1662 section 3.1), dropped.
    std::uint64_t crc_errors = 0;
    /// Frames that were aborted, too short or had a bad head, dropped.
    std::uint64_t framing_errors = 0;
    /// Frames longer than LinkCodec::kMaxFrameSize, dropped.
    std::uint64_t buffer_overruns = 0;
    std::uint64_t packets_sent = 0;  ///< IP packets of the network interface
    std::uint64_t packets_received = 0;
    /// When an IP packet last passed in either direction: read when the idle deadline comes, not
    /// counted per packet.
    TimePoint last_activity{};
};

}  // namespace mprd
