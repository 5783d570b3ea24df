// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/pppoe.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

/// What parses must be written back as the same bytes, as far as the list goes.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan input(data, size);
    const auto packet = parse_pppoe(input);
    if (!packet || packet->payload.size() + kPppoeHeaderSize > kMaxDiscoverySize) {
        return 0;
    }
    fuzz::require(packet->payload.size() + kPppoeHeaderSize <= size);
    const auto tags = PppoeTags::parse(packet->payload);
    if (!tags) {
        return 0;
    }
    PppoeDiscovery copy(packet->code, packet->session);
    tags->for_each([&](const PppoeTags::Tag& tag) {
        fuzz::require(tags->find(tag.type).has_value());
        fuzz::require(tags->has(tag.type, tag.value));
        copy.tag(tag.type, tag.value);
    });
    const Bytes again = copy.take();
    fuzz::require(again.size() <= size);
    const ByteSpan list = ByteSpan(again).subspan(kPppoeHeaderSize);
    fuzz::require(std::equal(list.begin(), list.end(), packet->payload.begin()));
    const auto max_payload = max_payload_of(*tags);
    fuzz::require(!max_payload || *max_payload >= kPppoeMru);
    return 0;
}
