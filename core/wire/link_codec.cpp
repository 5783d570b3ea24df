// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/link_codec.hpp"

#include "core/wire/control_packet.hpp"
#include "core/wire/fcs16.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace mprd::wire {
namespace {

constexpr std::uint8_t kFlag = 0x7e;       // RFC 1662 section 3.1
constexpr std::uint8_t kEscape = 0x7d;     // RFC 1662 section 4.2
constexpr std::uint8_t kEscapeXor = 0x20;  // RFC 1662 section 4.2
constexpr std::uint8_t kAddress = 0xff;    // All-Stations, RFC 1662 section 3.1
constexpr std::uint8_t kControl = 0x03;    // Unnumbered Information, RFC 1662 section 3.1
constexpr std::size_t kFcsSize = 2;
constexpr std::uint32_t kFullAccm = 0xffffffff;

/// RFC 1662 section 7.1: these LCP packets go out as if nothing had been negotiated.
bool is_link_configuration(std::uint16_t protocol, ByteSpan information) {
    return protocol == kProtocolLcp && !information.empty() &&
           information[0] >= kConfigureRequest && information[0] <= kCodeReject;
}

bool is_special(std::uint8_t byte, std::uint32_t accm) {
    return byte == kFlag || byte == kEscape || (byte < 0x20 && ((accm >> byte) & 1U) != 0);
}

/// The high bit of each zero byte of `word` (and perhaps of bytes above one).
std::uint64_t zero_bytes(std::uint64_t word) {
    return (word - 0x0101010101010101ULL) & ~word & 0x8080808080808080ULL;
}

/// Length of the run at the start of `data` that needs no escape under `accm`. Eight bytes a step
/// as long as there is nothing special among them, which is nearly always.
std::size_t plain_run(ByteSpan data, std::uint32_t accm) {
    std::size_t at = 0;
    while (true) {
        for (; at + sizeof(std::uint64_t) <= data.size(); at += sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, data.data() + at, sizeof word);
            const std::uint64_t controls = accm == 0 ? 0 : zero_bytes(word & 0xe0e0e0e0e0e0e0e0ULL);
            if ((zero_bytes(word ^ 0x7d7d7d7d7d7d7d7dULL) |
                 zero_bytes(word ^ 0x7e7e7e7e7e7e7e7eULL) | controls) != 0) {
                break;
            }
        }
        const std::size_t stop = std::min(at + sizeof(std::uint64_t), data.size());
        for (; at < stop; ++at) {
            if (is_special(data[at], accm)) {
                return at;
            }
        }
        if (at == data.size()) {
            return at;
        }
    }
}

void append(Bytes& out, ByteSpan run) {
    out.insert(out.end(), run.begin(), run.end());
}

void append_escaped(Bytes& out, ByteSpan data, std::uint32_t accm) {
    while (!data.empty()) {
        const std::size_t run = plain_run(data, accm);
        append(out, data.first(run));
        if (run == data.size()) {
            return;
        }
        out.push_back(kEscape);
        out.push_back(data[run] ^ kEscapeXor);
        data = data.subspan(run + 1);
    }
}

/// Address, control and protocol field in front of an information field.
struct FrameHead {
    std::array<std::uint8_t, 4> bytes{};
    std::size_t size = 0;
    void add(std::uint8_t byte) { bytes[size++] = byte; }
    [[nodiscard]] ByteSpan span() const { return ByteSpan(bytes).first(size); }
};

void add_protocol(FrameHead& head, std::uint16_t protocol, const FramingOptions& options) {
    // RFC 1661 section 6.5: protocols below 0x100 only, and never LCP.
    if (!options.compress_protocol || protocol > 0xff) {
        head.add(static_cast<std::uint8_t>(protocol >> 8U));
    }
    head.add(static_cast<std::uint8_t>(protocol & 0xffU));
}

}  // namespace

LinkCodec::LinkCodec(Framing framing) : framing_(framing) {}

void LinkCodec::encode(std::uint16_t protocol, ByteSpan information, Bytes& out) {
    const std::size_t before = out.size();
    if (framing_ == Framing::AsyncHdlc) {
        encode_hdlc(protocol, information, out);
    } else {
        FrameHead head;
        add_protocol(head, protocol, options_);
        append(out, head.span());
        append(out, information);
    }
    ++counters_.frames_sent;
    counters_.bytes_sent += out.size() - before;
}

void LinkCodec::encode_hdlc(std::uint16_t protocol, ByteSpan information, Bytes& out) {
    const std::uint32_t accm =
        is_link_configuration(protocol, information) ? kFullAccm : options_.send_accm;
    FrameHead head;
    // RFC 1661 section 6.6: LCP packets always carry address and control field.
    if (!options_.compress_address || protocol == kProtocolLcp) {
        head.add(kAddress);
        head.add(kControl);
    }
    add_protocol(head, protocol, options_);

    const std::uint16_t sum =
        static_cast<std::uint16_t>(~fcs16(fcs16(kFcs16Initial, head.span()), information) & 0xffff);
    const std::array<std::uint8_t, kFcsSize> fcs{
        static_cast<std::uint8_t>(sum & 0xffU), static_cast<std::uint8_t>(sum >> 8U)};
    out.push_back(kFlag);
    append_escaped(out, head.span(), accm);
    append_escaped(out, information, accm);
    append_escaped(out, fcs, accm);
    out.push_back(kFlag);
}

void LinkCodec::decode(ByteSpan line, FrameSink& sink) {
    counters_.bytes_received += line.size();
    if (framing_ == Framing::AsyncHdlc) {
        decode_hdlc(line, sink);
    } else if (line.size() > kMaxFrameSize) {
        ++counters_.overruns;
    } else {
        deliver(line, sink);
    }
}

void LinkCodec::decode_hdlc(ByteSpan line, FrameSink& sink) {
    while (!line.empty()) {
        if (skipping_) {
            const void* flag = std::memchr(line.data(), kFlag, line.size());
            if (flag == nullptr) {
                return;
            }
            const auto* found = static_cast<const std::uint8_t*>(flag);
            line = line.subspan(static_cast<std::size_t>(found - line.data()) + 1);
            reset();
            skipping_ = false;
            continue;
        }
        if (!escaped_) {
            // Read anew for each run: the sink may have changed the options.
            const std::size_t run = plain_run(line, options_.receive_accm);
            take_run(line.first(run));
            line = line.subspan(run);
            if (line.empty() || skipping_) {
                continue;
            }
        }
        take_special(line[0], sink);
        line = line.subspan(1);
    }
}

void LinkCodec::take_run(ByteSpan run) {
    if (frame_.size() + run.size() > kMaxFrameSize) {
        ++counters_.overruns;
        skipping_ = true;
        return;
    }
    append(frame_, run);
}

void LinkCodec::take_special(std::uint8_t byte, FrameSink& sink) {
    if (byte == kFlag) {
        finish_frame(sink);
    } else if (byte < kEscapeXor && ((options_.receive_accm >> byte) & 1U) != 0) {
        // RFC 1662 section 4.2: the line put it in, perhaps right behind an escape. Dropped.
    } else if (escaped_) {
        escaped_ = false;
        const std::array<std::uint8_t, 1> clear{static_cast<std::uint8_t>(byte ^ kEscapeXor)};
        take_run(clear);
    } else {
        escaped_ = byte == kEscape;
    }
}

void LinkCodec::finish_frame(FrameSink& sink) {
    if (escaped_) {  // NOLINT(bugprone-branch-clone): two reasons, in the order in which they are
                     // looked at
        ++counters_.framing_errors;  // 7d 7e aborts a frame, RFC 1662 section 4.3
    } else if (frame_.empty()) {
        // Flags between frames and shared flags are no frames.
    } else if (frame_.size() < kFcsSize + 2) {
        ++counters_.framing_errors;
    } else if (fcs16(kFcs16Initial, frame_) != kFcs16Good) {
        ++counters_.crc_errors;
    } else {
        // The sink may call reset(): the frame must not live in a member while it is used.
        Bytes frame = std::move(frame_);
        frame_.clear();
        escaped_ = false;
        deliver(ByteSpan(frame).first(frame.size() - kFcsSize), sink);
        frame.clear();
        if (frame_.empty()) {
            frame_ = std::move(frame);
        }
        return;
    }
    frame_.clear();
    escaped_ = false;
}

void LinkCodec::deliver(ByteSpan content, FrameSink& sink) {
    ByteSpan rest = content;
    if (rest.size() >= 2 && rest[0] == kAddress && rest[1] == kControl) {
        rest = rest.subspan(2);
    }
    // RFC 1661 section 2: the last octet of a protocol number is odd, the one before it even.
    std::uint16_t protocol = 0;
    std::size_t used = 0;
    if (!rest.empty() && (rest[0] & 1U) != 0) {
        protocol = rest[0];
        used = 1;
    } else if (rest.size() >= 2) {
        protocol = static_cast<std::uint16_t>((rest[0] << 8U) | rest[1]);
        used = 2;
    }
    if ((protocol & 1U) == 0 || protocol == kAddress) {
        ++counters_.framing_errors;
        return;
    }
    ++counters_.frames_received;
    sink.on_frame(protocol, rest.subspan(used));
}

void LinkCodec::reset() {
    frame_.clear();
    escaped_ = false;
    skipping_ = true;
}

}  // namespace mprd::wire
