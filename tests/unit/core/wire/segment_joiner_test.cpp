// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/segment_joiner.hpp"

#include "core/wire/segment_cutter.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/wire/tcp_packet.hpp"

#include <utility>
#include <vector>

using namespace mprd;
using mprd::test::numbered;
using mprd::test::TcpPacket;
using mprd::wire::OffloadSink;
using mprd::wire::PacketOffload;
using mprd::wire::SegmentJoiner;

namespace {

struct Sink final : OffloadSink {
    void on_packet(ByteSpan packet, const PacketOffload& offload) override {
        packets.emplace_back(packet.begin(), packet.end());
        offloads.push_back(offload);
    }
    /// Everything, cut again.
    [[nodiscard]] std::vector<Bytes> cut() const {
        std::vector<Bytes> out;
        for (std::size_t i = 0; i < packets.size(); ++i) {
            Bytes copy = packets[i];
            auto cutter = wire::SegmentCutter::begin(copy, offloads[i]);
            REQUIRE(cutter);
            while (const auto next = cutter->next()) {
                out.emplace_back(next->begin(), next->end());
            }
        }
        return out;
    }
    std::vector<Bytes> packets;
    std::vector<PacketOffload> offloads;
};

/// Segments of one connection, one behind the other.
std::vector<TcpPacket> train(std::size_t count, std::size_t size = 1000, TcpPacket packet = {}) {
    std::vector<TcpPacket> out;
    for (std::size_t i = 0; i < count; ++i) {
        packet.payload = numbered(size, i * size);
        out.push_back(packet);
        packet.sequence += static_cast<std::uint32_t>(size);
        ++packet.id;
    }
    return out;
}

std::vector<Bytes> bytes_of(const std::vector<TcpPacket>& packets) {
    std::vector<Bytes> out;
    for (const TcpPacket& packet : packets) {
        out.push_back(packet.bytes());
    }
    return out;
}

Sink join(const std::vector<Bytes>& packets) {
    SegmentJoiner joiner;
    Sink sink;
    for (const Bytes& packet : packets) {
        joiner.add(packet, sink);
    }
    joiner.flush();
    CHECK(joiner.is_empty());
    return sink;
}

/// How many packets become of a train of three whose second one is changed.
template <class Change>
std::size_t with_other_second(Change change, TcpPacket first = {}) {
    auto packets = train(3, 1000, std::move(first));
    change(packets[1]);
    const auto bytes = bytes_of(packets);
    const Sink sink = join(bytes);
    CHECK(sink.cut() == bytes);
    return sink.packets.size();
}

}  // namespace

TEST_CASE(
    "segment joiner: a train becomes one packet, which cuts into the same", "[wire][offload]"
) {
    TcpPacket first;
    first.is_v6 = GENERATE(false, true);
    first.may_fragment = GENERATE(false, true);
    first.options = GENERATE(Bytes{}, Bytes(12, 1));
    first.sequence = 0xffffff00;
    auto packets = train(5, 1000, first);
    packets.back().payload.resize(GENERATE(as<std::size_t>(), 1000, 300));
    packets.back().flags = GENERATE(as<std::uint8_t>(), 0x10, 0x18);
    const auto bytes = bytes_of(packets);

    const Sink sink = join(bytes);

    REQUIRE(sink.packets.size() == 1);
    CHECK(sink.offloads[0].segment_size == 1000);
    CHECK(sink.cut() == bytes);
}

TEST_CASE("segment joiner: a packet alone passes unchanged", "[wire][offload]") {
    const auto bytes = bytes_of(train(1));
    const Sink sink = join(bytes);
    CHECK(sink.packets == bytes);
    CHECK(sink.offloads[0] == PacketOffload{});
}

TEST_CASE("segment joiner: what differs in its header is not joined", "[wire][offload]") {
    TcpPacket v6;
    v6.is_v6 = true;
    TcpPacket fragmentable;
    fragmentable.may_fragment = true;
    CHECK(with_other_second([](TcpPacket& /*same*/) {}) == 1);
    CHECK(with_other_second([](TcpPacket& p) { ++p.sequence; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { ++p.acknowledgment; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { ++p.source_port; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { ++p.window; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { --p.hop_limit; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { --p.hop_limit; }, v6) == 3);
    CHECK(with_other_second([](TcpPacket& p) { p.is_v6 = true; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { p.options = Bytes(4, 1); }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { p.may_fragment = true; }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { p.id = 7; }, fragmentable) == 3);
    // The identification means nothing where nothing may be fragmented: it is made anew.
    auto packets = train(2);
    packets[1].id = 7;
    CHECK(join(bytes_of(packets)).packets.size() == 1);
}

TEST_CASE("segment joiner: flags end a train, or keep out of it", "[wire][offload]") {
    CHECK(with_other_second([](TcpPacket& p) { p.flags = 0x18; }) == 2);  // PSH: the last one
    for (const int flags : {0x11, 0x12, 0x14, 0x30, 0x50, 0x90, 0x00}) {
        INFO("flags " << flags);
        CHECK(with_other_second([&](TcpPacket& p) {
                  p.flags = static_cast<std::uint8_t>(flags);
              }) == 3);
    }
    CHECK(with_other_second([](TcpPacket& p) { p.payload.resize(500); }) == 2);  // and a gap
    CHECK(with_other_second([](TcpPacket& p) { p.payload.resize(1100); }) == 3);
    CHECK(with_other_second([](TcpPacket& p) { p.payload.clear(); }) == 3);
}

TEST_CASE("segment joiner: a wrong checksum is the host's to find", "[wire][offload]") {
    const std::size_t damaged = GENERATE(as<std::size_t>(), 0, 1, 2);
    const std::size_t at =
        GENERATE(as<std::size_t>(), 8, 60);  // of the header: hop limit; of the payload
    auto bytes = bytes_of(train(3));
    bytes[damaged][at] ^= 1U;
    const Sink sink = join(bytes);
    for (std::size_t i = 0; i < sink.packets.size(); ++i) {
        if (sink.packets[i] == bytes[damaged]) {
            CHECK(sink.offloads[i] == PacketOffload{});
            return;
        }
    }
    FAIL("the damaged packet was joined");
}

TEST_CASE("segment joiner: others pass at once, in order", "[wire][offload]") {
    SegmentJoiner joiner;
    Sink sink;
    const auto bytes = bytes_of(train(2));
    const Bytes other{0x45, 1, 2, 3};
    joiner.add(other, sink);
    CHECK(sink.packets.size() == 1);
    joiner.add(bytes[0], sink);
    joiner.add(other, sink);
    joiner.add(bytes[1], sink);
    CHECK(sink.packets == std::vector<Bytes>{other, bytes[0], other});
    Sink second;
    joiner.add(bytes_of(train(3))[2], second);  // would continue, elsewhere
    CHECK(sink.packets.size() == 4);
    joiner.forget(sink);
    joiner.forget(second);
    joiner.flush();
    CHECK(second.packets.empty());
}

TEST_CASE("segment joiner: no packet becomes longer than IP allows", "[wire][offload]") {
    const auto bytes = bytes_of(train(100, 1460));
    const Sink sink = join(bytes);
    CHECK(sink.packets.size() == 3);
    for (const Bytes& packet : sink.packets) {
        CHECK(packet.size() <= SegmentJoiner::kMaxPacket);
    }
    CHECK(sink.cut() == bytes);
}

TEST_CASE("segment joiner: truncated packets pass", "[wire][offload]") {
    TcpPacket packet;
    packet.is_v6 = GENERATE(false, true);
    const Bytes whole = packet.bytes();
    for (std::size_t size = 0; size < whole.size(); size += size < 80 ? 1 : 97) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK(join({part, part}).packets == std::vector<Bytes>{part, part});
    }
}
