// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/control_packet.hpp"
#include "core/wire/options.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

/// What parses must be written back as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    const auto packet = parse_control_packet(input);
    if (!packet) {
        return 0;
    }
    const Bytes again = make_control_packet(packet->code, packet->id, packet->data);
    fuzz::require(again.size() <= size);
    fuzz::require(
        Bytes(input.begin(), input.begin() + static_cast<std::ptrdiff_t>(again.size())) == again
    );
    const auto options = parse_options(packet->data);
    if (!options) {
        return 0;
    }
    Bytes written;
    for (const Option& option : *options) {
        OptionWriter(written).value(option.type, option.value);
        fuzz::require(!option_u16(option) || option.value.size() == 2);
        fuzz::require(!option_u32(option) || option.value.size() == 4);
    }
    fuzz::require(written == Bytes(packet->data.begin(), packet->data.end()));
    return 0;
}
