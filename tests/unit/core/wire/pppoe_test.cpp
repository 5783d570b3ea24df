// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/pppoe.hpp"

#include "core/wire/mac_address.hpp"
#include "tests/support/catch.hpp"

#include <vector>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

/// A PADI for service "isp" with Host-Uniq 1, 2, 3 (RFC 2516 section 5.1).
const Bytes kPadi{0x11, 0x09, 0, 0, 0,   14,        // header
                  0x01, 0x01, 0, 3, 'i', 's', 'p',  // Service-Name
                  0x01, 0x03, 0, 3, 1,   2,   3};   // Host-Uniq

Bytes list(std::initializer_list<PppoeTags::Tag> tags) {
    PppoeDiscovery packet(PppoeCode::Pado);
    for (const auto& tag : tags) {
        packet.tag(tag.type, tag.value);
    }
    const Bytes bytes = packet.take();
    return {bytes.begin() + kPppoeHeaderSize, bytes.end()};
}

}  // namespace

TEST_CASE("pppoe: a discovery packet is written as RFC 2516 draws it", "[pppoe]") {
    PppoeDiscovery packet(PppoeCode::Padi);
    packet.tag(PppoeTag::ServiceName, as_bytes("isp"));
    packet.tag(PppoeTag::HostUniq, Bytes{1, 2, 3});

    CHECK(packet.take() == kPadi);
}

TEST_CASE("pppoe: a discovery packet is read with its tags", "[pppoe]") {
    const auto packet = parse_pppoe(kPadi);

    REQUIRE(packet);
    CHECK(packet->code == PppoeCode::Padi);
    CHECK(packet->session == 0);
    const auto tags = PppoeTags::parse(packet->payload);
    REQUIRE(tags);
    CHECK(as_text(*tags->find(PppoeTag::ServiceName)) == "isp");
    CHECK(tags->has(PppoeTag::HostUniq, Bytes{1, 2, 3}));
    CHECK_FALSE(tags->has(PppoeTag::HostUniq, Bytes{1, 2}));
    CHECK_FALSE(tags->find(PppoeTag::AcName));
}

TEST_CASE("pppoe: the padding of a short Ethernet frame is no part of the packet", "[pppoe]") {
    Bytes padded = kPadi;
    padded.resize(46);

    const auto packet = parse_pppoe(padded);

    REQUIRE(packet);
    CHECK(packet->payload.size() == kPadi.size() - kPppoeHeaderSize);
}

TEST_CASE("pppoe: a packet that is cut anywhere is refused", "[pppoe]") {
    for (std::size_t size = 0; size < kPadi.size(); ++size) {
        INFO(size);
        CHECK_FALSE(parse_pppoe(ByteSpan(kPadi).first(size)));
    }
}

TEST_CASE("pppoe: another version or type is refused", "[pppoe]") {
    for (const std::uint8_t version : Bytes{0x00, 0x10, 0x01, 0x12, 0x21, 0xff}) {
        Bytes packet = kPadi;
        packet[0] = version;
        CHECK_FALSE(parse_pppoe(packet));
    }
}

TEST_CASE("pppoe: a tag that is longer than the packet makes the list bad", "[pppoe]") {
    for (std::size_t size = 1; size < kPadi.size() - kPppoeHeaderSize; ++size) {
        INFO(size);
        const auto tags = PppoeTags::parse(ByteSpan(kPadi).subspan(kPppoeHeaderSize, size));
        CHECK(tags.has_value() == (size == 7));  // the first tag alone
    }
}

TEST_CASE("pppoe: what follows End-Of-List is not looked at", "[pppoe]") {
    Bytes tags = list({{PppoeTag::ServiceName, {}}, {PppoeTag::EndOfList, {}}});
    const Bytes rest{0x01, 0x02, 0xff, 0xff};
    tags.insert(tags.end(), rest.begin(), rest.end());

    const auto parsed = PppoeTags::parse(tags);

    REQUIRE(parsed);
    CHECK(parsed->find(PppoeTag::ServiceName));
    CHECK_FALSE(parsed->find(PppoeTag::AcName));
}

TEST_CASE("pppoe: tags are told in order, repetitions included", "[pppoe]") {
    const Bytes tags = list(
        {{PppoeTag::ServiceName, as_bytes("a")},
         {PppoeTag::AcName, as_bytes("ac")},
         {PppoeTag::ServiceName, as_bytes("b")}}
    );
    std::string text;

    PppoeTags::parse(tags)->for_each([&](const PppoeTags::Tag& tag) {
        text += std::string(as_text(tag.value)) + ' ';
    });

    CHECK(text == "a ac b ");
    CHECK(PppoeTags::parse(tags)->has(PppoeTag::ServiceName, as_bytes("b")));
}

TEST_CASE("pppoe: a PPP-Max-Payload counts from 1492 on and with two octets only", "[pppoe]") {
    struct Row {
        Bytes value;
        std::optional<std::uint16_t> found;
    };
    const std::vector<Row> rows{
        {{0x05, 0xdc}, 1500},
        {{0x05, 0xd4}, 1492},
        {{0x05, 0xd3}, {}},
        {{0x05}, {}},
        {{0x05, 0xdc, 0x00}, {}},
        {{}, {}}};
    for (const Row& row : rows) {
        const Bytes tags = list({{PppoeTag::PppMaxPayload, row.value}});
        CHECK(max_payload_of(*PppoeTags::parse(tags)) == row.found);
    }
}

TEST_CASE("pppoe: no discovery packet is longer than an Ethernet payload", "[pppoe]") {
    PppoeDiscovery packet(PppoeCode::Pado);
    packet.tag(PppoeTag::AcCookie, Bytes(1400, 7));
    packet.tag(PppoeTag::RelaySessionId, Bytes(100, 8));
    packet.tag(PppoeTag::AcName, as_bytes("ac"));

    const Bytes bytes = packet.take();

    CHECK(bytes.size() <= kMaxDiscoverySize);
    const auto tags = PppoeTags::parse(parse_pppoe(bytes)->payload);
    CHECK_FALSE(tags->find(PppoeTag::RelaySessionId));
    CHECK(tags->find(PppoeTag::AcName));
}

TEST_CASE("pppoe: the header of session data is six octets", "[pppoe]") {
    const auto header = pppoe_session_header(0x1234, 0x0506);

    CHECK(Bytes(header.begin(), header.end()) == Bytes{0x11, 0, 0x12, 0x34, 0x05, 0x06});
}

TEST_CASE("mac address: has a text, and a bit for groups", "[pppoe]") {
    const auto address = MacAddress::from(Bytes{0x02, 0x00, 0x5e, 0x10, 0x00, 0x0a});

    REQUIRE(address);
    CHECK(address->to_string() == "02:00:5e:10:00:0a");
    CHECK(address->as_number() == 0x02005e10000a);
    CHECK_FALSE(address->is_group());
    CHECK(MacAddress::broadcast().is_group());
    CHECK_FALSE(MacAddress::from(Bytes(5)));
}
