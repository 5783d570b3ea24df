// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/segment_cutter.hpp"
#include "core/wire/segment_joiner.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <vector>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::size_t kMaxHeaders = 65535;

/// Any header before any packet: whatever comes out is no longer than it may be.
void cut(ByteReader reader) {
    PacketOffload offload;
    const std::uint8_t bits = reader.u8().value_or(0);
    offload.cut = (bits & 1U) != 0 ? PacketOffload::Cut::Tcp : PacketOffload::Cut::None;
    offload.needs_checksum = (bits & 2U) != 0;
    offload.segment_size = reader.u16().value_or(0);
    offload.checksum_start = reader.u16().value_or(0);
    offload.checksum_offset = reader.u16().value_or(0);
    Bytes packet(reader.rest().begin(), reader.rest().end());
    const std::size_t size = packet.size();
    auto cutter = SegmentCutter::begin(packet, offload);
    Bytes elsewhere;
    for (std::size_t count = 0; cutter; ++count) {
        if (count == (bits >> 2U)) {
            cutter->move_to(elsewhere);
        }
        const auto next = cutter->next();
        if (!next) {
            break;
        }
        fuzz::require(count <= size && !next->empty() && next->size() <= size);
        fuzz::require(
            offload.cut == PacketOffload::Cut::None ||
            next->size() <= kMaxHeaders + offload.segment_size
        );
    }
}

struct Sink final : OffloadSink {
    void on_packet(ByteSpan packet, const PacketOffload& offload) override {
        fuzz::require(packet.size() <= SegmentJoiner::kMaxPacket || offload == PacketOffload{});
        Bytes copy(packet.begin(), packet.end());
        auto cutter = SegmentCutter::begin(copy, offload);
        fuzz::require(cutter.has_value() || packet.empty());
        while (cutter) {
            const auto next = cutter->next();
            if (!next) {
                break;
            }
            out.emplace_back(next->begin(), next->end());
        }
    }
    std::vector<Bytes> out;
};

/// The two forms of zero mean the same to who checks a sum (RFC 1071 section 1).
void unite_zeros(Bytes& packet, std::size_t at) {
    if (packet.size() >= at + 2 && packet[at] == 0xff && packet[at + 1] == 0xff) {
        packet[at] = packet[at + 1] = 0;
    }
}

/// But for the identification, which is made anew where it means nothing, and the checksum that
/// covers it.
void forget_identity(Bytes& packet) {
    const bool is_v4 = packet.size() >= 20 && packet[0] == 0x45;
    if (is_v4 && (packet[6] & 0x40U) != 0) {
        packet[4] = packet[5] = packet[10] = packet[11] = 0;
    }
    unite_zeros(packet, is_v4 ? 10 : 56);
    unite_zeros(packet, is_v4 ? 36 : 56);
}

/// Packets that each have their length in front: what is joined is the same when it is cut again.
void join(ByteReader reader) {
    SegmentJoiner joiner;
    Sink sink;
    std::vector<Bytes> in;
    while (const auto size = reader.u16()) {
        const auto packet = *reader.take(std::min<std::size_t>(*size, reader.remaining()));
        joiner.add(packet, sink);
        if (!packet.empty()) {
            in.emplace_back(packet.begin(), packet.end());
        }
    }
    joiner.flush();
    std::for_each(in.begin(), in.end(), forget_identity);
    std::for_each(sink.out.begin(), sink.out.end(), forget_identity);
    fuzz::require(sink.out == in);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    cut(ByteReader(input));
    join(ByteReader(input));
    return 0;
}
