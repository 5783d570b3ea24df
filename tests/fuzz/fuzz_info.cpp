// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/info_header.hpp"
#include "core/info/transport_info.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::info;  // NOLINT(google-build-using-namespace)

namespace {

/// What is taken is valid, and told again it changes nothing more.
void check_interface(ByteSpan header, TransportId id) {
    InterfaceConfig config;
    config.name = "fuzz";
    const InterfaceConfig before = config;
    if (!apply_interface(header, id, config)) {
        fuzz::require(config == before);
        return;
    }
    fuzz::require(config.validate().has_value());
    const Bytes told = build_interface(config, id);
    InterfaceConfig again = config;
    fuzz::require(apply_interface(told, id, again).has_value());
    fuzz::require(again == config);
    InterfaceConfig other = before;
    fuzz::require(apply_interface(told, id, other).has_value());
    fuzz::require(build_interface(other, id) == told);
}

void check_router(ByteSpan header, TransportId id) {
    RouterTransport transport;
    transport.id = id;
    const RouterTransport before = transport;
    if (!apply_global(header, transport) || !apply_client(header, transport)) {
        fuzz::require(transport.client == before.client);
    }
    fuzz::require(transport.validate().has_value());
    RouterTransport again = transport;
    fuzz::require(apply_global(build_global(transport), again).has_value());
    fuzz::require(again == transport);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteSpan header(data, size);
    for (const TransportId id : {TransportId::Ipv4, TransportId::Ipv6}) {
        check_interface(header, id);
        check_router(header, id);
    }
    const auto blocks = decode(header);
    fuzz::require(query_size(header) == (blocks ? size : 0));
    if (!blocks) {
        return 0;
    }
    const auto written = decode(encode(*blocks));
    fuzz::require(written.has_value() && *written == *blocks);
    for (const InfoBlock& block : *blocks) {
        const auto place = block_find(header, block.type);
        fuzz::require(place.has_value() && place->count == block.count);
        fuzz::require(block_remove(header, block.type).has_value());
        fuzz::require(!block_add(header, block).has_value());
    }
    return 0;
}
