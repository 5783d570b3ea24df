// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/pcapng_writer.hpp"

#include "client/cli/capture_options.hpp"
#include "client/cli/command.hpp"
#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::cli;  // NOLINT(google-build-using-namespace)

namespace {

std::uint32_t u32(ByteSpan bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} | std::uint32_t{bytes[at + 1]} << 8U |
           std::uint32_t{bytes[at + 2]} << 16U | std::uint32_t{bytes[at + 3]} << 24U;
}

/// The types of the blocks, which must fit each other.
std::vector<std::uint32_t> block_types(ByteSpan bytes) {
    std::vector<std::uint32_t> types;
    while (!bytes.empty()) {
        const std::uint32_t size = u32(bytes, 4);
        REQUIRE(size % 4 == 0);
        REQUIRE(size <= bytes.size());
        CHECK(u32(bytes, size - 4) == size);
        types.push_back(u32(bytes, 0));
        bytes = bytes.subspan(size);
    }
    return types;
}

PcapngWriter::Frame ppp_frame(ByteSpan data) {
    PcapngWriter::Frame frame;
    frame.direction = PcapngWriter::Direction::Sent;
    frame.time_us = 0x0006'1234'5678'9abc;
    frame.length = static_cast<std::uint32_t>(data.size());
    frame.data = data;
    return frame;
}

std::string complaint_about_capture(const CaptureWords& words) {
    try {
        static_cast<void>(understand(words));
    } catch (const CommandFailed& failed) {
        CHECK(failed.status() == kUsage);
        return failed.what();
    }
    return "";
}

}  // namespace

TEST_CASE("pcapng: a file begins with its section, octet by octet", "[cli][pcapng]") {
    const Bytes expected{
        0x0a, 0x0d, 0x0d, 0x0a, 44,   0,    0,    0,     // type, length
        0x4d, 0x3c, 0x2b, 0x1a, 1,    0,    0,    0,     // byte order, version 1.0
        0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // length of the section: unknown
        4,    0,    6,    0,    'm',  'p',  'r',  'c',  't', 'l', 0, 0,  // application
        0,    0,    0,    0,    44,   0,    0,    0};
    CHECK(PcapngWriter("mprctl", "branch1", 65535).begin() == expected);
}

TEST_CASE("pcapng: a frame stands behind the description of its link", "[cli][pcapng]") {
    PcapngWriter writer("mprctl", "branch1", 100);
    const Bytes data{0xc0, 0x21, 1, 1, 0, 4};

    const Bytes first = writer.frame(ppp_frame(data));

    CHECK(block_types(first) == std::vector<std::uint32_t>{1, 6});
    CHECK(u32(first, 8) == 9);     // link type PPP
    CHECK(u32(first, 12) == 100);  // snap length
    const ByteSpan packet = ByteSpan(first).subspan(u32(first, 4));
    CHECK(u32(packet, 8) == 0);            // interface
    CHECK(u32(packet, 12) == 0x00061234);  // upper half of the time
    CHECK(u32(packet, 16) == 0x56789abc);
    CHECK(u32(packet, 20) == data.size());
    CHECK(u32(packet, 24) == data.size());
    CHECK(Bytes(packet.begin() + 28, packet.begin() + 34) == data);
    CHECK(u32(packet, 36) == (2U | 4U << 16U));  // option epb_flags of 4 octets
    CHECK(u32(packet, 40) == 2);                 // outbound

    CHECK(block_types(writer.frame(ppp_frame(data))) == std::vector<std::uint32_t>{6});
}

TEST_CASE("pcapng: each link type is an interface of the file", "[cli][pcapng]") {
    PcapngWriter writer("mprctl", "branch1", 65535);
    const Bytes data(20, 0x45);
    static_cast<void>(writer.frame(ppp_frame(data)));
    PcapngWriter::Frame raw = ppp_frame(data);
    raw.link = PcapngWriter::Link::Raw;
    raw.lost_before = 3;

    const Bytes second = writer.frame(raw);

    CHECK(block_types(second) == std::vector<std::uint32_t>{1, 6});
    CHECK(u32(second, 8) == 101);
    const ByteSpan packet = ByteSpan(second).subspan(u32(second, 4));
    CHECK(u32(packet, 8) == 1);
    CHECK(u32(packet, 28 + 20 + 8) == (4U | 8U << 16U));  // option epb_dropcount of 8 octets
    CHECK(u32(packet, 28 + 20 + 12) == 3);

    const Bytes end = writer.end(5'000'000, 3);
    CHECK(block_types(end) == std::vector<std::uint32_t>{5, 5});
}

TEST_CASE("pcapng: a file without frames is a file all the same", "[cli][pcapng]") {
    PcapngWriter writer("mprctl", "branch1", 65535);
    CHECK(block_types(writer.end(0, 0)) == std::vector<std::uint32_t>{1, 5});
}

TEST_CASE("capture options: numbers are understood", "[cli][capture]") {
    const CaptureOptions options = understand({"a.pcapng", "", "10", "60", "128"});
    CHECK(options.file == "a.pcapng");
    CHECK(options.packets == 10);
    CHECK(options.duration == std::chrono::seconds{60});
    CHECK(options.snap_length == 128);
    const CaptureOptions none = understand({});
    CHECK(none.packets == 0);
    CHECK(none.duration == std::chrono::seconds{0});
    CHECK(none.snap_length == 65535);
    CHECK(CaptureWords{}.first_given().empty());
    CHECK(CaptureWords{"", "", "", "5", ""}.first_given() == "--duration");
}

TEST_CASE("capture options: a wrong number is told with what was expected", "[cli][capture]") {
    CHECK(
        complaint_about_capture({"", "", "ten", "", ""})
            .find("--packets: expected a number from 1 to ") == 0
    );
    CHECK(complaint_about_capture({"", "", "0", "", ""}).find("found \"0\"") != std::string::npos);
    CHECK(
        complaint_about_capture({"", "", "", "1s", ""}).find("--duration (seconds): expected") == 0
    );
    CHECK(
        complaint_about_capture({"", "", "", "", "65536"}).find("from 1 to 65535") !=
        std::string::npos
    );
    CHECK(
        complaint_about_capture({"", "", "", "", "-1"}).find("found \"-1\"") != std::string::npos
    );
}
