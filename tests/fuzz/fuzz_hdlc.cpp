// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/link_codec.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <utility>
#include <vector>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

struct Collector final : FrameSink {
    void on_frame(std::uint16_t protocol, ByteSpan information) override {
        fuzz::require(information.size() <= LinkCodec::kMaxFrameSize);
        frames.emplace_back(protocol, Bytes(information.begin(), information.end()));
    }
    std::vector<std::pair<std::uint16_t, Bytes>> frames;
};

}  // namespace

/// Line noise in, in one piece and in bytes: the same frames, and each of them survives a trip
/// through encoder and decoder.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    FramingOptions options;
    options.receive_accm = (data[0] & 1U) != 0 ? 0 : 0xffffffff;
    options.send_accm = options.receive_accm;
    options.compress_protocol = (data[0] & 2U) != 0;
    options.compress_address = (data[0] & 4U) != 0;
    const Framing framing = (data[0] & 8U) != 0 ? Framing::WholeFrames : Framing::AsyncHdlc;
    const ByteSpan line(data + 1, size - 1);

    LinkCodec codec(framing);
    codec.set_options(options);
    Collector whole;
    codec.decode(line, whole);
    if (framing == Framing::AsyncHdlc) {
        LinkCodec bytewise(framing);
        bytewise.set_options(options);
        Collector pieces;
        for (std::size_t i = 0; i < line.size(); ++i) {
            bytewise.decode(line.subspan(i, 1), pieces);
        }
        fuzz::require(pieces.frames == whole.frames);
    }
    for (const auto& [protocol, information] : whole.frames) {
        LinkCodec sender(framing);
        sender.set_options(options);
        LinkCodec receiver(framing);
        receiver.set_options(options);
        Bytes encoded;
        sender.encode(protocol, information, encoded);
        Collector back;
        receiver.decode(encoded, back);
        const bool is_at_limit = information.size() + 8 > LinkCodec::kMaxFrameSize;
        fuzz::require(
            is_at_limit || (back.frames.size() == 1 && back.frames[0].first == protocol &&
                            back.frames[0].second == information)
        );
    }
    return 0;
}
