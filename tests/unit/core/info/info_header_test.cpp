// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/info_header.hpp"

#include "core/info/payload.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/code_of.hpp"

using namespace mprd;
using namespace mprd::info;
using namespace mprd::test;

namespace {

Bytes words(std::initializer_list<std::uint32_t> values) {
    Bytes bytes;
    for (const std::uint32_t value : values) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    return bytes;
}

/// Sample (a) of reference/rrasm-protocol.md section 6: global information.
Bytes sample_a() {
    Bytes header = words({1, 0x78, 2});
    const Bytes table = words({0xffff0003, 8, 1, 0x30, 0xffff0006, 0x34, 1, 0x38});
    header.insert(header.end(), table.begin(), table.end());
    header.resize(0x30);
    const Bytes data = words({0, 1, 6, 2, 1, 10006, 3, 10007, 5, 10002, 7, 3, 10, 8, 120});
    header.insert(header.end(), data.begin(), data.end());
    header.resize(0x78);  // slack behind the last item
    return header;
}

/// Sample (b): information of an interface.
Bytes sample_b() {
    Bytes header = words({1, 0xfc, 4});
    const Bytes table = words(
        {0xffff000a,
         0x8c,
         1,
         0x50,
         0xffff0004,
         4,
         1,
         0xe0,
         0xffff0007,
         0x10,
         1,
         0xe8,
         0xffff000d,
         4,
         1,
         0xf8}
    );
    header.insert(header.end(), table.begin(), table.end());
    header.resize(0xe0);
    const Bytes status = words({1, 0});
    header.insert(header.end(), status.begin(), status.end());
    const Bytes discovery = words({600 | 420U << 16U, 1800, 0, 0, 0});
    header.insert(header.end(), discovery.begin(), discovery.end());
    return header;
}

}  // namespace

TEST_CASE("info: the sample of global information is read", "[info]") {
    const auto blocks = decode(sample_a());
    REQUIRE(blocks.has_value());
    REQUIRE(blocks->size() == 2);
    CHECK((*blocks)[0].type == kGlobalInfo);
    CHECK(*decode_global((*blocks)[0].data) == GlobalInfo{false, 1});
    CHECK((*blocks)[1].type == kPriority);
    const std::vector<ProtocolPriority> wanted{
        {2, 1}, {10006, 3}, {10007, 5}, {10002, 7}, {3, 10}, {8, 120}};
    CHECK(*decode_priorities((*blocks)[1].data) == wanted);

    // Written again it is the same but for the slack.
    Bytes expected = sample_a();
    expected.resize(0x6c);
    expected[4] = 0x6c;
    CHECK(encode(*blocks) == expected);
    CHECK(encode_global({false, 1}) == (*blocks)[0].data);
    CHECK(encode_priorities(wanted) == (*blocks)[1].data);
}

TEST_CASE("info: the sample of an interface is read, and written octet for octet", "[info]") {
    const auto blocks = decode(sample_b());
    REQUIRE(blocks.has_value());
    REQUIRE(blocks->size() == 4);
    CHECK(*decode_status((*blocks)[1].data));
    CHECK(encode_status(true) == (*blocks)[1].data);
    CHECK((*blocks)[2].data.size() == 16);
    CHECK_FALSE(*decode_flag((*blocks)[3].data));
    CHECK(encode(*blocks) == sample_b());
}

TEST_CASE("info: a header that lies is refused", "[info]") {
    struct Row {
        const char* what;
        std::size_t at;
        std::uint32_t value;
    };
    const Row rows[] = {
        {"version", 0, 2},
        {"size too large", 4, 0xfd},
        {"size too small", 4, 0xfb},
        {"more entries than fit", 8, 16},
        {"very many entries", 8, 0xffffffff},
        {"item size beyond the end", 16, 0xb0},
        {"count beyond the end", 20, 2},
        {"size times count overflows", 20, 0x75075075},
        {"offset beyond the end", 24, 0xfd},
        {"offset that overflows", 24, 0xffffffff},
        {"offset in the table", 24, 0x48},
        {"a type twice", 28, 0xffff000a},
    };
    REQUIRE(decode(sample_b()).has_value());
    for (const Row& row : rows) {
        Bytes header = sample_b();
        const Bytes value = words({row.value});
        std::copy(value.begin(), value.end(), header.begin() + static_cast<long>(row.at));
        INFO(row.what);
        CHECK(code_of(decode(header)) == Errc::InvalidParameter);
        CHECK(code_of(duplicate(header)) == Errc::InvalidParameter);
        CHECK(code_of(remove_all(header)) == Errc::InvalidParameter);
        CHECK(code_of(block_find(header, kInterfaceStatus)) == Errc::InvalidParameter);
        CHECK(query_size(header) == 0);
    }
    for (std::size_t size = 0; size < sample_b().size(); ++size) {
        Bytes cut = sample_b();
        cut.resize(size);
        CHECK(code_of(decode(cut)) == Errc::InvalidParameter);
    }
}

TEST_CASE("info: blocks that share octets cannot multiply them", "[info]") {
    const Bytes same = words({1, 0x38, 2, 7, 8, 1, 0x30, 8, 8, 1, 0x30, 0, 0, 0});
    CHECK(decode(same).has_value());
    const Bytes large = words({1, 0x4c, 2, 7, 28, 1, 0x30, 8, 28, 1, 0x30, 0, 0, 0, 0, 0, 0, 0, 0});
    CHECK(decode(large).has_value());
    Bytes many = words({1, 12 + 64 * 16 + 64, 64});
    for (std::uint32_t type = 0; type < 64; ++type) {
        const Bytes entry = words({type, 64, 1, 12 + 64 * 16});
        many.insert(many.end(), entry.begin(), entry.end());
    }
    many.resize(12 + 64 * 16 + 64);
    CHECK(code_of(decode(many)) == Errc::InvalidParameter);
}

TEST_CASE("info: the operations of MprInfo and their codes", "[info][mprinfo]") {
    const Bytes empty = *create(1);
    CHECK(empty == words({1, 12, 0}));
    CHECK(code_of(create(2)) == Errc::InvalidParameter);

    const Bytes one = *block_add(empty, {7, 2, 3, {1, 2, 3, 4, 5, 6}});
    CHECK(one.size() == 0x20 + 6);
    CHECK(query_size(one) == one.size());
    CHECK(stated_size(ByteSpan(one).first(12)) == one.size());
    CHECK(code_of(block_add(one, {7, 1, 1, {0}})) == Errc::InvalidParameter);
    CHECK(code_of(block_add(one, {8, 2, 3, {1}})) == Errc::InvalidParameter);

    const auto place = block_find(one, 7);
    REQUIRE(place.has_value());
    CHECK((place->item_size == 2 && place->count == 3 && place->offset == 0x20));
    CHECK(code_of(block_find(one, 8)) == Errc::NotFound);

    const Bytes two = *block_add(one, {8, 1, 1, {9}});
    CHECK(block_find(two, 8)->offset % kAlignment == 0);
    const Bytes set = *block_set(two, {7, 1, 1, {5}});
    CHECK(decode(set)->at(0).data == Bytes{5});
    CHECK(decode(set)->at(1).data == Bytes{9});
    CHECK(code_of(block_set(two, {9, 1, 1, {5}})) == Errc::InvalidParameter);
    CHECK(code_of(block_set(two, {7, 1, 2, {5}})) == Errc::InvalidParameter);

    CHECK(*block_remove(two, 8) == one);
    CHECK(code_of(block_remove(one, 8)) == Errc::InvalidParameter);
    CHECK(*duplicate(sample_a()) == sample_a());
    CHECK(*remove_all(sample_a()) == empty);
}

TEST_CASE("info: a block without data stays one, wherever it stands", "[info][mprinfo]") {
    for (const InfoBlock& block : {InfoBlock{7, 0, 1, {}}, InfoBlock{7, 4, 0, {}}}) {
        const Bytes last = *block_add(*block_add(*create(1), {8, 1, 1, {9}}), block);
        REQUIRE(decode(last).has_value());
        CHECK(decode(last)->at(1) == block);
        const Bytes first = *block_add(*block_add(*create(1), block), {8, 1, 1, {9}});
        CHECK(decode(first)->at(0) == block);
    }
}

TEST_CASE("info: what passes a limit is not made", "[info][mprinfo]") {
    Bytes header = *create(1);
    for (std::uint32_t type = 0; type < kMaxInfoBlocks; ++type) {
        header = *block_add(header, {type, 1, 1, {0}});
    }
    CHECK(code_of(block_add(header, {1000, 1, 1, {0}})) == Errc::InvalidParameter);
    const auto size = static_cast<std::uint32_t>(kMaxInfoSize);
    CHECK(code_of(block_add(*create(1), {1, size, 1, Bytes(size)})) == Errc::InvalidParameter);
}
