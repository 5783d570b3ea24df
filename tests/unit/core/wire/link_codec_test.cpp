// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/link_codec.hpp"

#include "core/wire/fcs16.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"

#include <utility>
#include <vector>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

class Collector final : public FrameSink {
public:
    void on_frame(std::uint16_t protocol, ByteSpan information) override {
        frames.emplace_back(protocol, Bytes(information.begin(), information.end()));
    }
    std::vector<std::pair<std::uint16_t, Bytes>> frames;
};

Bytes encoded(LinkCodec& codec, std::uint16_t protocol, const Bytes& information) {
    Bytes line;
    codec.encode(protocol, information, line);
    return line;
}

FramingOptions opened() {
    FramingOptions options;
    options.send_accm = 0;
    options.receive_accm = 0;
    options.compress_protocol = true;
    options.compress_address = true;
    return options;
}

/// All 256 byte values, some of them more than once.
Bytes awkward() {
    Bytes bytes;
    for (unsigned i = 0; i < 700; ++i) {
        bytes.push_back(static_cast<std::uint8_t>((i * 7U) & 0xffU));
    }
    return bytes;
}

}  // namespace

TEST_CASE("fcs: the check value of CRC-16/X-25 comes out", "[wire][fcs]") {
    const auto sum = fcs16(kFcs16Initial, as_bytes("123456789"));
    CHECK(static_cast<std::uint16_t>(~sum & 0xffff) == 0x906e);
}

TEST_CASE("fcs: any split of the data gives the same sum", "[wire][fcs]") {
    const Bytes data = awkward();
    const auto whole = fcs16(kFcs16Initial, data);
    for (std::size_t cut = 0; cut < 40; ++cut) {
        const auto head = fcs16(kFcs16Initial, ByteSpan(data).first(cut));
        CHECK(fcs16(head, ByteSpan(data).subspan(cut)) == whole);
    }
}

TEST_CASE("fcs: eight bytes at once agree with one at a time", "[wire][fcs]") {
    const Bytes data = awkward();
    std::uint16_t one_by_one = kFcs16Initial;
    for (const std::uint8_t byte : data) {
        one_by_one = fcs16(one_by_one, ByteSpan(&byte, 1));
    }
    CHECK(fcs16(kFcs16Initial, data) == one_by_one);
}

TEST_CASE("hdlc: an lcp request is escaped in full, whatever was agreed", "[wire][hdlc]") {
    LinkCodec codec(Framing::AsyncHdlc);
    codec.set_options(opened());
    // Configure-Request, identifier 1, no options.
    const Bytes line = encoded(codec, kProtocolLcp, {1, 1, 0, 4});
    // flag, FF 03 (escaped), c021, 01 01 00 04 (each escaped), FCS, flag
    const Bytes expected{
        0x7e,
        0xff,
        0x7d,
        0x23,
        0xc0,
        0x21,
        0x7d,
        0x21,
        0x7d,
        0x21,
        0x7d,
        0x20,
        0x7d,
        0x24,
        0xd1,
        0xb5,
        0x7e};
    CHECK(line == expected);
}

TEST_CASE("hdlc: what was encoded comes back, byte by byte and in one piece", "[wire][hdlc]") {
    for (const bool is_compressed : {false, true}) {
        LinkCodec sender(Framing::AsyncHdlc);
        LinkCodec receiver(Framing::AsyncHdlc);
        if (is_compressed) {
            sender.set_options(opened());
            receiver.set_options(opened());
        }
        const Bytes data = awkward();
        Bytes line = encoded(sender, kProtocolIpv4, data);
        const Bytes second = encoded(sender, kProtocolIpcp, {1, 2, 0, 4});
        line.insert(line.end(), second.begin(), second.end());
        Collector whole;
        Collector pieces;

        receiver.decode(line, whole);
        receiver.reset();
        for (const std::uint8_t& byte : line) {
            receiver.decode(ByteSpan(&byte, 1), pieces);
        }

        REQUIRE(whole.frames.size() == 2);
        CHECK(whole.frames[0].first == kProtocolIpv4);
        CHECK(whole.frames[0].second == data);
        CHECK(whole.frames[1].second == Bytes{1, 2, 0, 4});
        CHECK(pieces.frames == whole.frames);
        CHECK(receiver.counters().crc_errors == 0);
    }
}

TEST_CASE("hdlc: characters that the line puts in are dropped", "[wire][hdlc][accm]") {
    LinkCodec sender(Framing::AsyncHdlc);
    LinkCodec receiver(Framing::AsyncHdlc);
    Bytes line = encoded(sender, kProtocolIpcp, {1, 2, 0, 4});
    line.insert(line.begin() + 3, {0x11, 0x13});  // XON, XOFF
    Collector sink;

    receiver.decode(line, sink);

    REQUIRE(sink.frames.size() == 1);
    CHECK(sink.frames[0].second == Bytes{1, 2, 0, 4});
}

TEST_CASE("hdlc: only the agreed control characters are escaped", "[wire][hdlc][accm]") {
    LinkCodec codec(Framing::AsyncHdlc);
    FramingOptions options = opened();
    options.send_accm = 1U << 0x11U;
    codec.set_options(options);

    const Bytes line = encoded(codec, kProtocolIpv4, {0x10, 0x11, 0x12, 0x7d, 0x7e});

    const Bytes head(line.begin(), line.begin() + 10);
    CHECK(head == Bytes{0x7e, 0x21, 0x10, 0x7d, 0x31, 0x12, 0x7d, 0x5d, 0x7d, 0x5e});
}

TEST_CASE("hdlc: garbage, aborts and overlong frames cost nothing but themselves", "[wire][hdlc]") {
    LinkCodec sender(Framing::AsyncHdlc);
    const Bytes good = encoded(sender, kProtocolIpcp, {1, 2, 0, 4});
    Bytes bad;
    bool is_framing = false;
    bool is_crc = false;
    bool is_overrun = false;
    SECTION("noise before the first flag") {
        bad = {'C', 'O', 'N', '\r', '\n'};
    }
    SECTION("an aborted frame") {
        bad = {0x7e, 0xff, 0x7d, 0x23, 0x80, 0x21, 0x7d, 0x7e};
        is_framing = true;
    }
    SECTION("a frame with a broken check sum") {
        bad = good;
        bad[6] ^= 0x40;
        is_crc = true;
    }
    SECTION("a frame that is too short") {
        bad = {0x7e, 0x41, 0x42, 0x7e};
        is_framing = true;
    }
    SECTION("a frame that never ends") {
        bad.assign(3 * LinkCodec::kMaxFrameSize, 'x');
        bad.front() = 0x7e;
        is_overrun = true;
    }
    LinkCodec receiver(Framing::AsyncHdlc);
    Collector sink;

    receiver.decode(bad, sink);
    receiver.decode(good, sink);

    REQUIRE(sink.frames.size() == 1);
    CHECK(sink.frames[0].second == Bytes{1, 2, 0, 4});
    CHECK(receiver.counters().framing_errors == (is_framing ? 1 : 0));
    CHECK(receiver.counters().crc_errors == (is_crc ? 1 : 0));
    CHECK(receiver.counters().overruns == (is_overrun ? 1 : 0));
}

TEST_CASE("hdlc: consecutive frames may share a flag", "[wire][hdlc]") {
    LinkCodec sender(Framing::AsyncHdlc);
    Bytes line = encoded(sender, kProtocolIpcp, {1, 2, 0, 4});
    const Bytes second = encoded(sender, kProtocolIpcp, {1, 3, 0, 4});
    line.insert(line.end(), second.begin() + 1, second.end());
    LinkCodec receiver(Framing::AsyncHdlc);
    Collector sink;

    receiver.decode(line, sink);

    CHECK(sink.frames.size() == 2);
}

TEST_CASE("hdlc: options set by the sink hold for the next frame", "[wire][hdlc]") {
    struct Switching final : FrameSink {
        explicit Switching(LinkCodec& codec_in) : codec(codec_in) {}
        void on_frame(std::uint16_t /*protocol*/, ByteSpan information) override {
            last.assign(information.begin(), information.end());
            codec.set_options(opened());
        }
        LinkCodec& codec;
        Bytes last;
    };
    LinkCodec sender(Framing::AsyncHdlc);
    Bytes line = encoded(sender, kProtocolIpcp, {1, 2, 0, 4});
    sender.set_options(opened());
    const Bytes second = encoded(sender, kProtocolIpv4, {0x11, 0x12});
    line.insert(line.end(), second.begin(), second.end());
    LinkCodec receiver(Framing::AsyncHdlc);
    Switching sink(receiver);

    receiver.decode(line, sink);

    CHECK(sink.last == Bytes{0x11, 0x12});
}

TEST_CASE("whole frames: protocol field long or short, with or without address", "[wire]") {
    LinkCodec codec(Framing::WholeFrames);
    Collector sink;

    codec.decode(Bytes{0x00, 0x21, 'a'}, sink);
    codec.decode(Bytes{0x21, 'a'}, sink);
    codec.decode(Bytes{0xff, 0x03, 0x00, 0x21, 'a'}, sink);
    codec.decode(Bytes{0xff, 0x03, 0x21, 'a'}, sink);
    CHECK(sink.frames.size() == 4);
    for (const auto& [protocol, information] : sink.frames) {
        CHECK(protocol == kProtocolIpv4);
        CHECK(information == Bytes{'a'});
    }

    codec.decode(Bytes{}, sink);
    codec.decode(Bytes{0x00}, sink);
    codec.decode(Bytes{0x00, 0x20}, sink);
    codec.decode(Bytes{0xff, 0x04, 0x00, 0x21}, sink);
    CHECK(sink.frames.size() == 4);
    CHECK(codec.counters().framing_errors == 4);
}

TEST_CASE("whole frames: a compressed protocol is sent short only if agreed", "[wire]") {
    LinkCodec codec(Framing::WholeFrames);
    CHECK(encoded(codec, kProtocolIpv4, {9}) == Bytes{0x00, 0x21, 9});
    codec.set_options(opened());
    CHECK(encoded(codec, kProtocolIpv4, {9}) == Bytes{0x21, 9});
    CHECK(encoded(codec, kProtocolIpcp, {9}) == Bytes{0x80, 0x21, 9});
}
