// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/info_header.hpp"

#include "core/info/little_endian.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace mprd::info {
namespace {

/// One row of the table of contents, checked against the header that it is in.
struct Entry {
    std::uint32_t type = 0;
    BlockPlace place;
    [[nodiscard]] std::size_t size() const { return std::size_t{place.item_size} * place.count; }
};

[[nodiscard]] Error wrong_header(const std::string& detail) {
    return make_error(Errc::InvalidParameter, "information header: " + detail);
}

[[nodiscard]] std::size_t aligned(std::size_t size) {
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

[[nodiscard]] std::string name_of(std::uint32_t type) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "block 0x";
    for (unsigned shift = 32; shift > 0; shift -= 4) {
        text += kDigits[(type >> (shift - 4)) & 0xfU];
    }
    return text;
}

[[nodiscard]] Result<std::uint32_t> read_count(ByteSpan header) {
    if (header.size() < kHeaderSize || header.size() > kMaxInfoSize) {
        return wrong_header(
            "expected 12 to " + std::to_string(kMaxInfoSize) + " octets, found " +
            std::to_string(header.size())
        );
    }
    if (load32(header, 0) != kVersion) {
        return wrong_header("expected version 1, found " + std::to_string(load32(header, 0)));
    }
    if (load32(header, 4) != header.size()) {
        return wrong_header(
            "Size: expected " + std::to_string(header.size()) + ", found " +
            std::to_string(load32(header, 4))
        );
    }
    const std::uint32_t count = load32(header, 8);
    if (count > kMaxInfoBlocks || kHeaderSize + count * kTocEntrySize > header.size()) {
        return wrong_header(
            "TocEntriesCount: expected what fits into Size, and at most 64, found " +
            std::to_string(count)
        );
    }
    return count;
}

/// The data must lie behind the table and inside the header; without data, only not far outside.
[[nodiscard]] bool is_inside(const Entry& entry, std::size_t table_end, std::size_t size) {
    const std::uint64_t length = std::uint64_t{entry.place.item_size} * entry.place.count;
    if (length == 0) {
        return entry.place.offset <= aligned(size);
    }
    return entry.place.offset >= table_end && entry.place.offset <= size &&
           length <= size - entry.place.offset;
}

[[nodiscard]] Result<std::vector<Entry>> read_table(ByteSpan header) {
    const auto count = read_count(header);
    if (!count) {
        return count.error();
    }
    const std::size_t table_end = kHeaderSize + *count * kTocEntrySize;
    std::vector<Entry> entries;
    std::set<std::uint32_t> seen;
    std::size_t total = 0;
    for (std::size_t at = kHeaderSize; at < table_end; at += kTocEntrySize) {
        const Entry entry{
            load32(header, at),
            {load32(header, at + 4), load32(header, at + 8), load32(header, at + 12)}};
        if (!seen.insert(entry.type).second) {
            return wrong_header(name_of(entry.type) + ": expected each type once");
        }
        if (!is_inside(entry, table_end, header.size())) {
            return wrong_header(
                name_of(entry.type) + ": expected its data behind the table and inside Size"
            );
        }
        total += entry.size();
        if (total > header.size()) {
            return wrong_header(name_of(entry.type) + ": expected data that no other block has");
        }
        entries.push_back(entry);
    }
    return entries;
}

[[nodiscard]] Result<void> check_sizes(const InfoBlock& block) {
    if (std::uint64_t{block.item_size} * block.count != block.data.size()) {
        return wrong_header(
            name_of(block.type) + ": expected item size times count octets of data"
        );
    }
    return {};
}

[[nodiscard]] auto position(std::vector<InfoBlock>& blocks, std::uint32_t type) {
    return std::find_if(blocks.begin(), blocks.end(), [type](const InfoBlock& block) {
        return block.type == type;
    });
}

/// Too large a result is refused here, so that what we made can always be read again.
[[nodiscard]] Result<Bytes> encode_checked(const std::vector<InfoBlock>& blocks) {
    if (blocks.size() > kMaxInfoBlocks) {
        return wrong_header("expected at most 64 blocks");
    }
    Bytes header = encode(blocks);
    if (header.size() > kMaxInfoSize) {
        return wrong_header("expected at most " + std::to_string(kMaxInfoSize) + " octets");
    }
    return header;
}

}  // namespace

Result<std::vector<InfoBlock>> decode(ByteSpan header) {
    const auto entries = read_table(header);
    if (!entries) {
        return entries.error();
    }
    std::vector<InfoBlock> blocks;
    for (const Entry& entry : *entries) {
        const ByteSpan data =
            entry.size() == 0 ? ByteSpan{} : header.subspan(entry.place.offset, entry.size());
        blocks.push_back(
            {entry.type, entry.place.item_size, entry.place.count, Bytes(data.begin(), data.end())}
        );
    }
    return blocks;
}

Bytes encode(const std::vector<InfoBlock>& blocks) {
    Bytes table;
    Bytes items(aligned(kHeaderSize + blocks.size() * kTocEntrySize));
    std::size_t end = kHeaderSize + blocks.size() * kTocEntrySize;
    for (const InfoBlock& block : blocks) {
        items.resize(aligned(end));
        append32(table, block.type);
        append32(table, block.item_size);
        append32(table, block.count);
        append32(table, static_cast<std::uint32_t>(items.size()));
        items.insert(items.end(), block.data.begin(), block.data.end());
        end = items.size();
    }
    items.resize(end);
    Bytes head;
    append32(head, kVersion);
    append32(head, static_cast<std::uint32_t>(end));
    append32(head, static_cast<std::uint32_t>(blocks.size()));
    std::copy(head.begin(), head.end(), items.begin());
    std::copy(table.begin(), table.end(), items.begin() + kHeaderSize);
    return items;
}

std::size_t stated_size(ByteSpan start) {
    return start.size() < kHeaderSize ? 0 : load32(start, 4);
}

Result<Bytes> create(std::uint32_t version) {
    if (version != kVersion) {
        return wrong_header("expected version 1, found " + std::to_string(version));
    }
    return encode({});
}

Result<Bytes> duplicate(ByteSpan header) {
    if (const auto entries = read_table(header); !entries) {
        return entries.error();
    }
    return Bytes(header.begin(), header.end());
}

Result<Bytes> remove_all(ByteSpan header) {
    if (const auto entries = read_table(header); !entries) {
        return entries.error();
    }
    return encode({});
}

Result<Bytes> block_add(ByteSpan header, const InfoBlock& block) {
    auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    if (const auto checked = check_sizes(block); !checked) {
        return checked.error();
    }
    if (position(*blocks, block.type) != blocks->end()) {
        return wrong_header(name_of(block.type) + ": is there already");
    }
    blocks->push_back(block);
    return encode_checked(*blocks);
}

Result<Bytes> block_remove(ByteSpan header, std::uint32_t type) {
    auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    const auto found = position(*blocks, type);
    if (found == blocks->end()) {
        return wrong_header(name_of(type) + ": is not there");
    }
    blocks->erase(found);
    return encode_checked(*blocks);
}

Result<Bytes> block_set(ByteSpan header, const InfoBlock& block) {
    auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    if (const auto checked = check_sizes(block); !checked) {
        return checked.error();
    }
    const auto found = position(*blocks, block.type);
    if (found == blocks->end()) {
        return wrong_header(name_of(block.type) + ": is not there");
    }
    *found = block;
    return encode_checked(*blocks);
}

Result<BlockPlace> block_find(ByteSpan header, std::uint32_t type) {
    const auto entries = read_table(header);
    if (!entries) {
        return entries.error();
    }
    for (const Entry& entry : *entries) {
        if (entry.type == type) {
            return entry.place;
        }
    }
    return make_error(Errc::NotFound, "information header: " + name_of(type) + ": is not there");
}

std::size_t query_size(ByteSpan header) {
    return read_table(header) ? header.size() : 0;
}

}  // namespace mprd::info
