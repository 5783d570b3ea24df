// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/vnet_header.hpp"

#include "core/wire/ip_fields.hpp"

namespace mprd::platform {

using wire::PacketOffload;

namespace {

// virtio 1.2 section 5.1.6
constexpr std::uint8_t kNeedsChecksum = 1;
constexpr std::uint8_t kGsoNone = 0;
constexpr std::uint8_t kGsoTcpV4 = 1;
constexpr std::uint8_t kGsoTcpV6 = 4;
constexpr std::uint8_t kGsoEcn = 0x80;  ///< beside the kind, when the whole has CWR

}  // namespace

std::optional<PacketOffload> read_vnet_header(const VnetHeader& header) {
    PacketOffload offload;
    switch (header.gso_type & ~kGsoEcn & 0xff) {
        case kGsoNone:
            break;
        case kGsoTcpV4:
        case kGsoTcpV6:
            offload.cut = PacketOffload::Cut::Tcp;
            offload.segment_size = header.gso_size;
            break;
        default:
            return std::nullopt;
    }
    if ((header.flags & kNeedsChecksum) != 0) {
        offload.needs_checksum = true;
        offload.checksum_start = header.checksum_start;
        offload.checksum_offset = header.checksum_offset;
    }
    return offload;
}

VnetHeader make_vnet_header(ByteSpan packet, const PacketOffload& offload) {
    VnetHeader header{};
    if (offload.needs_checksum) {
        header.flags = kNeedsChecksum;
        header.checksum_start = offload.checksum_start;
        header.checksum_offset = offload.checksum_offset;
    }
    if (offload.cut == PacketOffload::Cut::Tcp) {
        const bool is_v6 = packet[0] >> 4U == 6;
        const std::size_t tcp = offload.checksum_start;
        const std::size_t tcp_header =
            std::size_t{4} * (packet[tcp + wire::ip::kTcpDataOffset] >> 4U);
        header.gso_type = is_v6 ? kGsoTcpV6 : kGsoTcpV4;
        header.gso_size = offload.segment_size;
        header.header_size = static_cast<std::uint16_t>(tcp + tcp_header);
    }
    return header;
}

}  // namespace mprd::platform
