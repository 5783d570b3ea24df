// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/packet_kind.hpp"

#include "core/tables/packet_summary.hpp"
#include "core/wire/protocol_numbers.hpp"

namespace mprd::platform {

std::uint16_t protocol_of(ByteSpan packet) {
    if (packet.empty()) {
        return 0;
    }
    switch (packet[0] >> 4U) {
        case 4:
            return wire::kProtocolIpv4;
        case 6:
            return wire::kProtocolIpv6;
        default:
            return 0;
    }
}

bool is_rip(ByteSpan packet) {
    const auto summary = PacketSummary::parse(packet);
    return summary && !summary->source.is_v6 && summary->protocol == 17 &&
           summary->destination_port == 520;
}

}  // namespace mprd::platform
