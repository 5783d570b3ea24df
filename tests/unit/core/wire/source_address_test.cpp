// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/source_address.hpp"

#include "core/base/bytes.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;  // NOLINT(google-build-using-namespace)

namespace {

const Ipv4Address kSource = *Ipv4Address::parse("10.78.0.2");

/// RFC 1071, from scratch: what the incremental update is checked against.
std::uint16_t checksum(const Bytes& bytes) {
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        sum += static_cast<std::uint32_t>((bytes[i] << 8U) | bytes[i + 1]);
    }
    while (sum > 0xffffU) {
        sum = (sum & 0xffffU) + (sum >> 16U);
    }
    return static_cast<std::uint16_t>(~sum);
}

Bytes header(std::uint32_t source, std::uint8_t protocol, std::uint16_t size) {
    Bytes out;
    ByteWriter(out)
        .u8(0x45)
        .u8(0)
        .u16(size)
        .u16(7)
        .u16(0)
        .u8(64)
        .u8(protocol)
        .u16(0)
        .u32(source)
        .u32(0x0a4e0001);
    const std::uint16_t sum = checksum(out);
    out[10] = static_cast<std::uint8_t>(sum >> 8U);
    out[11] = static_cast<std::uint8_t>(sum & 0xffU);
    return out;
}

Bytes udp(std::uint32_t source) {
    Bytes pseudo;
    ByteWriter(pseudo).u32(source).u32(0x0a4e0001).u16(17).u16(12);
    Bytes segment;
    ByteWriter(segment).u16(4000).u16(53).u16(12).u16(0).u32(0xdeadbeef);
    pseudo.insert(pseudo.end(), segment.begin(), segment.end());
    const std::uint16_t sum = checksum(pseudo);
    segment[6] = static_cast<std::uint8_t>(sum >> 8U);
    segment[7] = static_cast<std::uint8_t>(sum & 0xffU);
    Bytes packet = header(source, 17, 32);
    packet.insert(packet.end(), segment.begin(), segment.end());
    return packet;
}

}  // namespace

TEST_CASE(
    "source address: an unspecified one is filled in with all checksums right", "[wire][source]"
) {
    Bytes packet = udp(0);
    wire::replace_source(packet, Ipv4Address{}, kSource);
    CHECK(packet == udp(kSource.value));
}

TEST_CASE("source address: one becomes another with all checksums right", "[wire][source]") {
    for (const std::uint32_t from : {0xa9fe4d02U, 0xffffffffU, 0x00000001U, 0U}) {
        for (const std::uint32_t to : {0U, 0x0a4e0002U, 0xffff0000U}) {
            Bytes packet = udp(from);
            wire::replace_source(packet, {from}, {to});
            CHECK(packet == udp(to));
        }
    }
}

TEST_CASE("source address: a packet with another source keeps it", "[wire][source]") {
    Bytes packet = udp(0x0a000001);
    wire::replace_source(packet, Ipv4Address{}, kSource);
    CHECK(packet == udp(0x0a000001));
}

TEST_CASE("source address: a udp checksum that is not there stays away", "[wire][source]") {
    Bytes packet = udp(0);
    packet[26] = 0;
    packet[27] = 0;
    wire::replace_source(packet, Ipv4Address{}, kSource);
    CHECK(packet[26] == 0);
    CHECK(packet[27] == 0);
    CHECK(packet[12] == 10);
}

TEST_CASE("source address: cut and foreign packets are left alone", "[wire][source]") {
    const Bytes whole = udp(0);
    for (std::size_t size = 0; size < 20; ++size) {
        Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const Bytes before = cut;
        wire::replace_source(cut, Ipv4Address{}, kSource);
        CHECK(cut == before);
    }
    Bytes long_header = udp(0);
    long_header[0] = 0x4f;  // a header that claims to be longer than the packet
    const Bytes before = long_header;
    wire::replace_source(long_header, Ipv4Address{}, kSource);
    CHECK(long_header == before);
}
