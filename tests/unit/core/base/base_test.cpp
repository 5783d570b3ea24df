// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/bytes.hpp"
#include "core/base/concat.hpp"
#include "core/base/error.hpp"
#include "core/base/guid.hpp"
#include "core/base/nearest.hpp"
#include "core/base/random.hpp"
#include "core/base/secret.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;  // NOLINT(google-build-using-namespace): a test of exactly this namespace

TEST_CASE("errc: each documented code has its published symbol", "[base][errc]") {
    CHECK(symbol_of(Errc::Ok) == "NO_ERROR");
    CHECK(symbol_of(Errc::LineBusy) == "ERROR_LINE_BUSY");
    CHECK(symbol_of(Errc::Pending) == "PENDING");
    CHECK(symbol_of(Errc::InvalidBinding) == "RPC_S_INVALID_BINDING");
    CHECK(find_errc_text(956)->symbol == "ERROR_REMOTEACCESS_NOT_CONFIGURED");
    CHECK(find_errc_text(947) == nullptr);
    CHECK(find_errc_text(0xffffffff) == nullptr);
}

TEST_CASE("byte reader: a read past the end gives nothing and moves nothing", "[base][bytes]") {
    const Bytes data{1, 2, 3};
    ByteReader reader(data);

    CHECK(reader.u16() == 0x0102);
    CHECK_FALSE(reader.u32());
    CHECK_FALSE(reader.u16());
    CHECK_FALSE(reader.take(2));
    CHECK(reader.u8() == 3);
    CHECK(reader.remaining() == 0);
}

TEST_CASE("byte writer: fields are big-endian", "[base][bytes]") {
    Bytes out;
    ByteWriter(out).u8(1).u16(0x0203).u32(0x04050607).bytes(as_bytes("hi"));
    CHECK(out == Bytes{1, 2, 3, 4, 5, 6, 7, 'h', 'i'});
}

TEST_CASE("secret: compares by content and is empty after it was moved from", "[base][secret]") {
    Secret secret("s3cret");
    CHECK(secret == Secret("s3cret"));
    CHECK_FALSE(secret == Secret("s3creT"));
    CHECK_FALSE(secret == Secret("s3cret "));

    const Secret moved = std::move(secret);
    CHECK(as_text(moved.reveal()) == "s3cret");
    CHECK(secret.is_empty());  // NOLINT(bugprone-use-after-move): that is the point
}

TEST_CASE("random: the same seed gives the same numbers", "[base][random]") {
    SeededRandom a(7);
    SeededRandom b(7);
    SeededRandom c(8);
    const auto first = a.next_u32();
    CHECK(first == b.next_u32());
    CHECK(first != c.next_u32());
}

TEST_CASE("nearest: a slip of the finger finds its word, nonsense finds none", "[nearest]") {
    const std::set<std::string> known{"level", "interface", "resumeHandle"};
    CHECK(nearest("levle", known) == "level");
    CHECK(nearest("levl", known) == "level");
    CHECK(nearest("interfaces", known) == "interface");
    CHECK(nearest("resumehandle", known) == "resumeHandle");
    CHECK(nearest("xyzzy", known).empty());
    CHECK(nearest("", known).empty());
    CHECK(nearest(std::string(1000, 'l'), known).empty());
}

TEST_CASE("guid: text has windows' order, and comes back", "[guid]") {
    const Guid guid{
        0x40,
        0xfc,
        0x29,
        0x6b,
        0x47,
        0xca,
        0x67,
        0x10,
        0xb3,
        0x1d,
        0x00,
        0xdd,
        0x01,
        0x06,
        0x62,
        0xda};
    CHECK(guid_text(guid) == "{6B29FC40-CA47-1067-B31D-00DD010662DA}");
    CHECK(parse_guid("{6b29fc40-ca47-1067-b31d-00dd010662da}") == guid);
    for (const char* wrong :
         {"",
          "6B29FC40-CA47-1067-B31D-00DD010662DA",
          "{6B29FC40-CA47-1067-B31D-00DD010662DG}",
          "{6B29FC40+CA47-1067-B31D-00DD010662DA}",
          "{6B29FC40-CA47-1067-B31D-00DD010662DA"}) {
        CHECK_FALSE(parse_guid(wrong));
    }
}

TEST_CASE("guid: made ones differ and say their version", "[guid]") {
    SeededRandom random(1);
    const Guid first = make_guid(random);
    CHECK(first != make_guid(random));
    CHECK(guid_text(first)[15] == '4');
    CHECK(guid_of_name("a") == guid_of_name("a"));
    CHECK(guid_of_name("a") != guid_of_name("b"));
    CHECK(is_zero(Guid{}));
    CHECK_FALSE(is_zero(guid_of_name("")));
}

TEST_CASE("concat: the parts stand one after the other", "[base]") {
    CHECK(concat({}).empty());
    CHECK(concat({"a", std::string("bc"), "", std::string_view("def", 2)}) == "abcde");
}

TEST_CASE("byte writer: what is in the buffer stays, and it may grow", "[base][bytes]") {
    Bytes out{9};
    ByteWriter(out).u16(0x0102).bytes(Bytes(100, 7)).u8(3);
    CHECK(out.size() == 104);
    CHECK(ByteSpan(out).first(3).back() == 2);
    CHECK(out.front() == 9);
    CHECK(out.back() == 3);
}
