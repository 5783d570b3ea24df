// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/control_packet.hpp"
#include "core/wire/options.hpp"
#include "core/wire/password_mask.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

/// For other eyes a packet keeps its length and its head.
void check_mask(std::uint16_t protocol, ByteSpan input) {
    const auto masked = without_password(protocol, input);
    if (masked) {
        fuzz::require(masked->size() == input.size());
        fuzz::require(std::equal(input.begin(), input.begin() + kControlHeaderSize, masked->begin())
        );
        fuzz::require(masked->back() == kMask);
    }
}

}  // namespace

/// What parses must be written back as the same bytes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    check_mask(kProtocolPap, input);
    check_mask(kProtocolLcp, input);
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
