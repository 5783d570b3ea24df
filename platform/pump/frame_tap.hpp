// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>

namespace mprd::platform {

/// Who sees the frames of a line while somebody captures it.
class FrameTap {
public:
    /// Seen from this router.
    enum class Direction {
        Received,
        Sent,
    };
    virtual ~FrameTap() = default;
    /// One frame without its framing; on a line without PPP `information` is an IP packet and
    /// `protocol` its PPP number, 0 for what is no IP packet. Received: all that is whole, also
    /// what is dropped then. Sent: what the line takes or will take. `information` is valid during
    /// the call only, which must not lead back into the pump.
    virtual void on_frame(Direction direction, std::uint16_t protocol, ByteSpan information) = 0;
};

}  // namespace mprd::platform
