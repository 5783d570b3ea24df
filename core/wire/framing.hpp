// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace mprd::wire {

/// How the line underneath carries PPP frames.
enum class Framing {
    AsyncHdlc,    ///< a byte stream: RFC 1662 octet-stuffed HDLC with FCS-16
    WholeFrames,  ///< one PPP frame (from the protocol field on) in each message
};

/// What LCP agreed on for the framing of one link. The values before LCP is open are the defaults
/// of RFC 1662. Whatever is set here, LCP packets with codes 1 to 7 are always sent without
/// compression and with the full ACCM (RFC 1661 section 6.5 and 6.6, RFC 1662 section 7.1); the
/// codec takes care of that.
struct FramingOptions {
    /// Bit n for character n, n from 0 to 31.
    std::uint32_t send_accm = 0xffffffff;  ///< control characters to escape when sending
    std::uint32_t receive_accm =
        0xffffffff;                  ///< control characters to drop when received unescaped
    /// Receiving needs no flag: the codec takes compressed fields always.
    bool compress_protocol = false;  ///< PFC agreed for sending
    bool compress_address = false;   ///< ACFC agreed for sending
    std::uint16_t send_mru = 1500;   ///< the peer's MRU: no information field may be longer
    friend bool operator==(const FramingOptions&, const FramingOptions&) = default;
};

}  // namespace mprd::wire
