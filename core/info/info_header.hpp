// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/transport_config.hpp"

#include <cstdint>
#include <vector>

// Information headers as octets: RTR_INFO_BLOCK_HEADER {Version, Size, TocEntriesCount}, then
// RTR_TOC_ENTRY {InfoType, InfoSize, Count, Offset} each, then the items, each block at the next
// multiple of 8. All numbers little-endian (reference/mprapi-types.md section 8,
// reference/rrasm-protocol.md section 6).

namespace mprd::info {

inline constexpr std::uint32_t kVersion = 1;      ///< RTR_INFO_BLOCK_VERSION
inline constexpr std::size_t kHeaderSize = 12;    ///< of a header without entries
inline constexpr std::size_t kTocEntrySize = 16;  ///< RTR_TOC_ENTRY
inline constexpr std::size_t kAlignment = 8;      ///< ALIGN_SIZE

/// All blocks in the order of the table. 87 when the version is not 1, Size is not that of
/// `header`, a block is not inside, a type comes twice, or a limit is passed. Blocks without data
/// ("delete this") have count or item size 0. What lies between the blocks is not looked at.
[[nodiscard]] Result<std::vector<InfoBlock>> decode(ByteSpan header);
/// The header with these blocks. Their sizes must agree (validate_blocks(), or empty ones).
[[nodiscard]] Bytes encode(const std::vector<InfoBlock>& blocks);
/// What the Size member says: how many octets a header has of which only the address is known.
/// `start` holds its first 12 octets; 0 when it is shorter.
[[nodiscard]] std::size_t stated_size(ByteSpan start);

// ---- The MprInfo functions. A header that is none is 87. Null pointers are the caller's to
// refuse.

/// MprInfoCreate: 87 unless `version` is 1. An empty header has 12 octets.
[[nodiscard]] Result<Bytes> create(std::uint32_t version);
/// MprInfoDuplicate: the same octets.
[[nodiscard]] Result<Bytes> duplicate(ByteSpan header);
/// MprInfoRemoveAll.
[[nodiscard]] Result<Bytes> remove_all(ByteSpan header);
/// MprInfoBlockAdd: 87 when there is a block of this type, or sizes do not agree.
[[nodiscard]] Result<Bytes> block_add(ByteSpan header, const InfoBlock& block);
/// MprInfoBlockRemove: 87 when there is no block of this type.
[[nodiscard]] Result<Bytes> block_remove(ByteSpan header, std::uint32_t type);
/// MprInfoBlockSet: 87 when there is no block of this type. The block keeps its place.
[[nodiscard]] Result<Bytes> block_set(ByteSpan header, const InfoBlock& block);

/// Where a block is inside its header.
struct BlockPlace {
    std::uint32_t item_size = 0;
    std::uint32_t count = 0;
    std::size_t offset = 0;  ///< from the start of the header
};
/// MprInfoBlockFind: 1168 when there is no block of this type.
[[nodiscard]] Result<BlockPlace> block_find(ByteSpan header, std::uint32_t type);
/// MprInfoBlockQuerySize: octets of the header; 0 for what is no header.
[[nodiscard]] std::size_t query_size(ByteSpan header);

}  // namespace mprd::info
