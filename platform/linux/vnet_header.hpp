// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/packet_offload.hpp"

#include <cstdint>
#include <optional>

namespace mprd::platform {

/// What stands in front of each packet of a TUN device with IFF_VNET_HDR: struct virtio_net_hdr of
/// virtio 1.2 section 5.1.6, in the byte order of this machine (TUNSETVNETLE was not asked for).
/// The system's header for it is no C++.
struct VnetHeader {
    std::uint8_t flags = 0;
    std::uint8_t gso_type = 0;
    std::uint16_t header_size = 0;  ///< a hint
    std::uint16_t gso_size = 0;
    std::uint16_t checksum_start = 0;
    std::uint16_t checksum_offset = 0;
};
static_assert(sizeof(VnetHeader) == 10);

/// nullopt: a kind of segmentation that was never offered to the kernel.
[[nodiscard]] std::optional<wire::PacketOffload> read_vnet_header(const VnetHeader& header);
/// For a packet that goes to the kernel.
[[nodiscard]] VnetHeader make_vnet_header(ByteSpan packet, const wire::PacketOffload& offload);

}  // namespace mprd::platform
