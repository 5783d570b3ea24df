// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// HDLC framing beside a straightforward byte-wise implementation of RFC 1662.
#include "core/base/random.hpp"
#include "core/wire/link_codec.hpp"
#include "tests/bench/bench.hpp"

#include <array>

namespace mprd::bench {
namespace {

constexpr std::size_t kPacket = 1500;
constexpr int kRounds = 40000;

constexpr std::array<std::uint16_t, 256> make_table() {
    std::array<std::uint16_t, 256> table{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        unsigned value = byte;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value & 1U) != 0 ? (value >> 1U) ^ 0x8408U : value >> 1U;
        }
        table[byte] = static_cast<std::uint16_t>(value);
    }
    return table;
}
constexpr std::array<std::uint16_t, 256> kTable = make_table();

std::uint16_t step(std::uint16_t fcs, std::uint8_t byte) {
    return static_cast<std::uint16_t>((fcs >> 8U) ^ kTable[(fcs ^ byte) & 0xffU]);
}

void put(Bytes& out, std::uint8_t byte) {
    if (byte == 0x7e || byte == 0x7d) {
        out.push_back(0x7d);
        byte ^= 0x20U;
    }
    out.push_back(byte);
}

void encode_bytewise(ByteSpan packet, Bytes& out) {
    std::uint16_t fcs = 0xffff;
    out.push_back(0x7e);
    for (const std::uint8_t byte :
         {std::uint8_t{0xff}, std::uint8_t{0x03}, std::uint8_t{0}, std::uint8_t{0x21}}) {
        fcs = step(fcs, byte);
        put(out, byte);
    }
    for (const std::uint8_t byte : packet) {
        fcs = step(fcs, byte);
        put(out, byte);
    }
    fcs = static_cast<std::uint16_t>(~fcs);
    put(out, static_cast<std::uint8_t>(fcs & 0xffU));
    put(out, static_cast<std::uint8_t>(fcs >> 8U));
    out.push_back(0x7e);
}

/// How many good frames.
int decode_bytewise(ByteSpan line, Bytes& frame) {
    int good = 0;
    std::uint16_t fcs = 0xffff;
    bool is_escaped = false;
    frame.clear();
    for (std::uint8_t byte : line) {
        if (byte == 0x7e) {
            good += frame.size() > 4 && fcs == 0xf0b8 ? 1 : 0;
            frame.clear();
            fcs = 0xffff;
            continue;
        }
        if (byte == 0x7d) {
            is_escaped = true;
            continue;
        }
        if (is_escaped) {
            byte ^= 0x20U;
            is_escaped = false;
        }
        frame.push_back(byte);
        fcs = step(fcs, byte);
    }
    return good;
}

struct Counter final : wire::FrameSink {
    void on_frame(std::uint16_t /*protocol*/, ByteSpan information) override {
        bytes += information.size();
    }
    std::size_t bytes = 0;
};

template <class Work>
double megabytes_per_second(Work work) {
    for (int i = 0; i < kRounds / 10; ++i) {
        work();
    }
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kRounds; ++i) {
        work();
    }
    return static_cast<double>(kPacket) * kRounds / 1e6 / seconds_since(begin);
}

}  // namespace

Rows hdlc() {
    SeededRandom random(1);
    Bytes packet(kPacket);
    for (std::uint8_t& byte : packet) {
        byte = static_cast<std::uint8_t>(random.next_u32());
    }
    wire::FramingOptions options;
    options.send_accm = 0;
    options.receive_accm = 0;
    wire::LinkCodec sender(wire::Framing::AsyncHdlc);
    wire::LinkCodec receiver(wire::Framing::AsyncHdlc);
    sender.set_options(options);
    receiver.set_options(options);
    Bytes line;
    Bytes scratch;
    Counter counter;

    const double encode_bound = megabytes_per_second([&] {
        line.clear();
        encode_bytewise(packet, line);
    });
    const double encode = megabytes_per_second([&] {
        line.clear();
        sender.encode(0x0021, packet, line);
    });
    int good = 0;
    const double decode_bound =
        megabytes_per_second([&] { good += decode_bytewise(line, scratch); });
    const double decode = megabytes_per_second([&] { receiver.decode(line, counter); });
    const bool is_right = good > 0 && counter.bytes > 0;
    const auto ratio = [&](double ours, double bound) {
        return is_right ? number(ours / bound, "times byte-wise (budget 2)")
                        : std::string("WRONG RESULT");
    };
    return {
        {"HDLC encode, random bytes, byte-wise bound", number(encode_bound, "MB/s"), ""},
        {"HDLC encode, random bytes, ours", number(encode, "MB/s"), ratio(encode, encode_bound)},
        {"HDLC decode, random bytes, byte-wise bound", number(decode_bound, "MB/s"), ""},
        {"HDLC decode, random bytes, ours", number(decode, "MB/s"), ratio(decode, decode_bound)}};
}

}  // namespace mprd::bench
