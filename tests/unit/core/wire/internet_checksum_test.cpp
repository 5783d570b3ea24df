// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/internet_checksum.hpp"

#include "tests/support/catch.hpp"
#include "tests/unit/core/wire/tcp_packet.hpp"

using namespace mprd;
using mprd::wire::InternetChecksum;

TEST_CASE("internet checksum: the example of rfc 1071", "[wire][checksum]") {
    const Bytes example{0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7};  // section 3
    CHECK(InternetChecksum().add(example).sum() == 0xddf2);
    CHECK(InternetChecksum().add(example).complement() == 0x220d);
    CHECK(InternetChecksum().sum() == 0);
}

TEST_CASE("internet checksum: any size gives what adding word by word gives", "[wire][checksum]") {
    for (std::size_t size = 0; size < 200; ++size) {
        const Bytes octets = test::numbered(size, size);
        CHECK(InternetChecksum().add(octets).sum() == test::plain_sum(octets));
    }
    const Bytes ones(65535, 0xff);  // each word a carry
    CHECK(InternetChecksum().add(ones).sum() == test::plain_sum(ones));
}

TEST_CASE("internet checksum: pieces and fields are one sum", "[wire][checksum]") {
    const Bytes whole = test::numbered(101);
    const ByteSpan all(whole);
    const auto field = static_cast<std::uint16_t>((whole[40] << 8U) | whole[41]);
    CHECK(
        InternetChecksum().add(all.first(40)).add(field).add(all.subspan(42)).sum() ==
        test::plain_sum(whole)
    );
}
