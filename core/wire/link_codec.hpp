// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/wire/framing.hpp"

#include <cstdint>

namespace mprd::wire {

/// Where a LinkCodec delivers what it found. `information` is valid during the call only.
class FrameSink {
public:
    virtual ~FrameSink() = default;
    /// `protocol` is decompressed; FCS, address and control field are gone.
    virtual void on_frame(std::uint16_t protocol, ByteSpan information) = 0;
};

/// What the codec saw on the line, for MprAdminPortGetInfo (RAS_PORT_1) and for `mprctl port show`.
/// They only rise, until clear_counters().
struct FramingCounters {
    /// Frames given to encode().
    std::uint64_t frames_sent = 0;
    /// Good frames given to the sink.
    std::uint64_t frames_received = 0;
    std::uint64_t bytes_sent = 0;      ///< on the line, after framing
    std::uint64_t bytes_received = 0;  ///< on the line, before de-framing
    std::uint64_t crc_errors = 0;      ///< FCS wrong
    std::uint64_t framing_errors =
        0;                       ///< aborted, too short, bad address, control or protocol field
    std::uint64_t overruns = 0;  ///< longer than kMaxFrameSize
};

/// Turns PPP frames into line bytes and back, for one link, with the options that LCP agreed on.
/// Pure; used by the user-space pump, by the virtual world and by the fuzzers. Bounded: never holds
/// more than one frame.
class LinkCodec {
public:
    /// Longest frame content that is taken from a line, FCS included. A longer one is counted as
    /// overrun and skipped.
    static constexpr std::size_t kMaxFrameSize = 4096;

    /// Starts with the default options of RFC 1662.
    explicit LinkCodec(Framing framing);

    /// Holds from the next encode() on, and for the next received run of octets.
    void set_options(const FramingOptions& options) { options_ = options; }
    [[nodiscard]] const FramingOptions& options() const { return options_; }

    /// Appends one encoded frame to `out`. Allocates only if `out` lacks capacity.
    /// Address, control and protocol field, escapes and FCS as RFC 1662 section 3 and 4 say, with a
    /// flag on both sides.
    void encode(std::uint16_t protocol, ByteSpan information, Bytes& out);

    /// Takes what the line gave (for WholeFrames: exactly one frame) and calls `sink` for each good
    /// frame, in order. The sink may call set_options(): they hold from the next frame on, also
    /// within the same piece of line.
    void decode(ByteSpan line, FrameSink& sink);

    /// Forgets a half-received frame, for a new call on the same line.
    void reset();

    [[nodiscard]] const FramingCounters& counters() const { return counters_; }
    void clear_counters() { counters_ = {}; }

private:
    void encode_hdlc(std::uint16_t protocol, ByteSpan information, Bytes& out);
    void decode_hdlc(ByteSpan line, FrameSink& sink);
    /// Appends octets that need no look; counts an overrun past kMaxFrameSize.
    void take_run(ByteSpan run);
    /// A flag, an escape, a mapped control character, or the octet behind an escape.
    void take_special(std::uint8_t byte, FrameSink& sink);
    /// At a flag: checks size and FCS, then delivers.
    void finish_frame(FrameSink& sink);
    /// Strips address and control field and reads the protocol number.
    void deliver(ByteSpan content, FrameSink& sink);

    Framing framing_;
    FramingOptions options_;
    FramingCounters counters_;
    Bytes frame_;  ///< unescaped content received since the last flag
    /// The last octet was 0x7d (RFC 1662 section 4.2).
    bool escaped_ = false;
    bool skipping_ =
        true;  ///< no flag seen yet, or the frame was too long: drop until the next flag
};

}  // namespace mprd::wire
