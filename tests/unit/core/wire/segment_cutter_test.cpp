// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/segment_cutter.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/core/wire/tcp_packet.hpp"

#include <vector>

using namespace mprd;
using mprd::test::numbered;
using mprd::test::TcpPacket;
using mprd::wire::PacketOffload;
using mprd::wire::SegmentCutter;

namespace {

PacketOffload cut_into(std::uint16_t size, const TcpPacket& packet) {
    PacketOffload offload;
    offload.cut = PacketOffload::Cut::Tcp;
    offload.segment_size = size;
    offload.needs_checksum = true;
    offload.checksum_start = static_cast<std::uint16_t>(packet.ip_size());
    offload.checksum_offset = 16;
    return offload;
}

std::vector<Bytes> cut(Bytes packet, const PacketOffload& offload) {
    std::vector<Bytes> out;
    auto cutter = SegmentCutter::begin(packet, offload);
    while (cutter) {
        const auto next = cutter->next();
        if (!next) {
            break;
        }
        out.emplace_back(next->begin(), next->end());
    }
    return out;
}

/// What cutting `whole` must give, each packet made from scratch.
std::vector<Bytes> expected(TcpPacket whole, std::size_t size) {
    const Bytes payload = whole.payload;
    const std::uint8_t flags = whole.flags;
    std::vector<Bytes> out;
    for (std::size_t at = 0; at < payload.size(); at += size) {
        const bool is_last = at + size >= payload.size();
        whole.payload.assign(
            payload.begin() + static_cast<std::ptrdiff_t>(at),
            is_last ? payload.end() : payload.begin() + static_cast<std::ptrdiff_t>(at + size)
        );
        whole.flags = flags;
        whole.flags &= static_cast<std::uint8_t>(is_last ? 0xff : ~0x09);  // FIN, PSH
        whole.flags &= static_cast<std::uint8_t>(at == 0 ? 0xff : ~0x80);  // CWR
        out.push_back(whole.bytes());
        whole.sequence += static_cast<std::uint32_t>(size);
        ++whole.id;
    }
    return out;
}

}  // namespace

TEST_CASE("segment cutter: each packet is what a host would have sent", "[wire][offload]") {
    TcpPacket whole;
    whole.is_v6 = GENERATE(false, true);
    whole.flags =
        GENERATE(as<std::uint8_t>(), 0x10, 0x18, 0x99);  // ACK; with PSH; with CWR, PSH and FIN
    whole.options = GENERATE(Bytes{}, Bytes(12, 1), Bytes(40, 1));
    whole.sequence = 0xfffffc00;  // it wraps
    whole.id = 0xfffe;
    whole.payload = numbered(GENERATE(as<std::size_t>(), 1, 1000, 1001, 2000, 2999, 65000));
    const std::uint16_t size = 1000;
    CHECK(cut(whole.unfinished(), cut_into(size, whole)) == expected(whole, size));
}

TEST_CASE("segment cutter: segments shorter than the header work too", "[wire][offload]") {
    TcpPacket whole;
    whole.payload = numbered(100);
    whole.options = Bytes(40, 1);
    CHECK(cut(whole.unfinished(), cut_into(7, whole)) == expected(whole, 7));
}

TEST_CASE("segment cutter: it goes on elsewhere at any point", "[wire][offload]") {
    TcpPacket whole;
    whole.payload = numbered(5000);
    const std::vector<Bytes> packets = expected(whole, 1000);
    const std::size_t moved_after = GENERATE(as<std::size_t>(), 0, 1, 4);
    Bytes first = whole.unfinished();
    Bytes second;
    auto cutter = SegmentCutter::begin(first, cut_into(1000, whole));
    REQUIRE(cutter);
    for (std::size_t i = 0; i < packets.size(); ++i) {
        if (i == moved_after) {
            cutter->move_to(second);
            cutter->move_to(second);  // it is there
            std::fill(first.begin(), first.end(), std::uint8_t{0});
        }
        CHECK_FALSE(cutter->is_done());
        const auto next = cutter->next();
        REQUIRE(next);
        CHECK(Bytes(next->begin(), next->end()) == packets[i]);
    }
    CHECK(cutter->is_done());
    CHECK_FALSE(cutter->next());
}

TEST_CASE("segment cutter: what needs nothing passes as it is", "[wire][offload]") {
    const Bytes packet = TcpPacket{}.bytes();
    CHECK(cut(packet, {}) == std::vector<Bytes>{packet});
}

TEST_CASE("segment cutter: a checksum is completed without cutting", "[wire][offload]") {
    TcpPacket packet;
    packet.is_v6 = GENERATE(false, true);
    packet.payload = numbered(99);
    PacketOffload offload = cut_into(0, packet);
    offload.cut = PacketOffload::Cut::None;
    CHECK(cut(packet.unfinished(), offload) == std::vector<Bytes>{packet.bytes()});
}

TEST_CASE("segment cutter: a checksum of zero is written as its other form", "[wire][offload]") {
    // UDP over nothing: the sum of what is covered is 0xffff.
    const Bytes packet{0x45, 0, 0xff, 0xff, 0, 0};
    PacketOffload offload;
    offload.needs_checksum = true;
    offload.checksum_start = 2;
    offload.checksum_offset = 2;
    CHECK(cut(packet, offload) == std::vector<Bytes>{Bytes{0x45, 0, 0xff, 0xff, 0xff, 0xff}});
}

TEST_CASE("segment cutter: a header that does not fit the packet is refused", "[wire][offload]") {
    TcpPacket whole;
    whole.payload = numbered(3000);
    const Bytes good = whole.unfinished();
    const PacketOffload offload = cut_into(1000, whole);
    CHECK(cut({}, {}).empty());
    for (std::size_t size = 0; size <= 40; ++size) {  // all of the headers, and no payload
        INFO("truncated to " << size);
        CHECK(cut(Bytes(good.begin(), good.begin() + static_cast<std::ptrdiff_t>(size)), offload)
                  .empty());
    }
    const auto is_refused = [&](auto change) {
        Bytes packet = good;
        PacketOffload changed = offload;
        change(packet, changed);
        return cut(packet, changed).empty();
    };
    CHECK(is_refused([](Bytes& /*p*/, PacketOffload& o) { o.segment_size = 0; }));
    CHECK(is_refused([](Bytes& /*p*/, PacketOffload& o) { o.needs_checksum = false; }));
    CHECK(is_refused([](Bytes& /*p*/, PacketOffload& o) { o.checksum_offset = 6; }));
    CHECK(is_refused([](Bytes& /*p*/, PacketOffload& o) { o.checksum_start = 24; }));
    CHECK(is_refused([](Bytes& /*p*/, PacketOffload& o) { o.checksum_start = 0xffff; }));
    CHECK(is_refused([](Bytes& p, PacketOffload& /*o*/) { p[0] = 0x44; }));   // 16 octets of IPv4
    CHECK(is_refused([](Bytes& p, PacketOffload& /*o*/) { p[0] = 0x65; }));   // IPv6 is longer
    CHECK(is_refused([](Bytes& p, PacketOffload& /*o*/) { p[0] = 0x55; }));   // neither
    CHECK(is_refused([](Bytes& p, PacketOffload& /*o*/) { p[32] = 0x40; }));  // 16 octets of TCP
    CHECK(is_refused([](Bytes& p, PacketOffload& o) {
        o.cut = PacketOffload::Cut::None;
        o.checksum_offset = static_cast<std::uint16_t>(p.size());
    }));
}
