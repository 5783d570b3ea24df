// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/segment_cutter.hpp"

#include "core/wire/internet_checksum.hpp"
#include "core/wire/ip_fields.hpp"

#include <algorithm>
#include <cstring>

namespace mprd::wire {

using ip::get16;
using ip::get32;
using ip::put16;
using ip::put32;

SegmentCutter::SegmentCutter(std::span<std::uint8_t> packet, const PacketOffload& offload)
    : packet_(packet), offload_(offload) {}

std::optional<SegmentCutter> SegmentCutter::begin(
    std::span<std::uint8_t> packet, const PacketOffload& offload
) {
    SegmentCutter cutter(packet, offload);
    const std::size_t checksum =
        std::size_t{offload.checksum_start} + std::size_t{offload.checksum_offset};
    const bool is_cut = offload.cut != PacketOffload::Cut::None;
    if ((offload.needs_checksum && checksum + 2 > packet.size()) || packet.empty() ||
        (is_cut && (!offload.needs_checksum || !cutter.read_tcp() || !cutter.read_ip()))) {
        return std::nullopt;
    }
    return cutter;
}

/// The TCP header begins where its checksum does, whatever extension headers are before it.
bool SegmentCutter::read_tcp() {
    const std::size_t tcp = offload_.checksum_start;
    if (offload_.segment_size == 0 || tcp + ip::kTcpHeader > packet_.size()) {
        return false;
    }
    const std::size_t size = std::size_t{4} * (packet_[tcp + ip::kTcpDataOffset] >> 4U);
    if (size < ip::kTcpHeader || tcp + size > packet_.size() ||
        offload_.checksum_offset != ip::kTcpChecksum) {
        return false;
    }
    if (tcp + size == packet_.size()) {
        return false;  // no payload: nobody had to leave that to us
    }
    header_ = tcp + size;
    payload_ = header_;
    flags_ = packet_[tcp + ip::kTcpFlags];
    // The field has the length of the whole in it: out with it.
    const auto length = static_cast<std::uint16_t>(packet_.size() - tcp);
    pseudo_ = InternetChecksum()
                  .add(get16(packet_, tcp + ip::kTcpChecksum))
                  .add(static_cast<std::uint16_t>(~length & 0xffff))
                  .sum();
    return true;
}

bool SegmentCutter::read_ip() const {
    const unsigned version = packet_[0] >> 4U;
    if (version == 4) {
        const std::size_t header = std::size_t{4} * (packet_[0] & 0xfU);
        return header >= ip::kV4Header && header == offload_.checksum_start;
    }
    return version == 6 && offload_.checksum_start >= ip::kV6Header;
}

std::optional<ByteSpan> SegmentCutter::next() {
    if (is_done()) {
        return std::nullopt;
    }
    if (header_ == 0) {
        payload_ = packet_.size();
        if (offload_.needs_checksum) {
            complete_checksum(packet_);
        }
        return ByteSpan(packet_);
    }
    const std::size_t size =
        std::min<std::size_t>(packet_.size() - payload_, offload_.segment_size);
    const auto out = packet_.subspan(payload_ - header_, header_ + size);
    if (!is_first_) {
        std::memmove(out.data(), out.data() - sent_, header_);
    }
    payload_ += size;
    write_ip(out);
    write_tcp(out, is_done());
    complete_checksum(out);
    sent_ = size;
    is_first_ = false;
    return ByteSpan(out);
}

void SegmentCutter::write_ip(std::span<std::uint8_t> out) const {
    if (out[0] >> 4U == 6) {
        put16(out, ip::kV6PayloadLength, static_cast<std::uint16_t>(out.size() - ip::kV6Header));
        return;
    }
    put16(out, ip::kV4TotalLength, static_cast<std::uint16_t>(out.size()));
    if (!is_first_) {
        put16(out, ip::kV4Id, static_cast<std::uint16_t>(get16(out, ip::kV4Id) + 1));
    }
    put16(out, ip::kV4Checksum, 0);
    const auto header = ByteSpan(out).first(offload_.checksum_start);
    put16(out, ip::kV4Checksum, InternetChecksum().add(header).complement());
}

void SegmentCutter::write_tcp(std::span<std::uint8_t> out, bool is_last) const {
    const auto tcp = out.subspan(offload_.checksum_start);
    std::uint8_t flags = flags_;
    if (!is_last) {
        flags &= static_cast<std::uint8_t>(~(ip::kFin | ip::kPsh) & 0xff);
    }
    if (!is_first_) {
        flags &= static_cast<std::uint8_t>(~ip::kCwr & 0xff);
        const auto sequence = get32(tcp, ip::kTcpSequence) + static_cast<std::uint32_t>(sent_);
        put32(tcp, ip::kTcpSequence, sequence);
    }
    tcp[ip::kTcpFlags] = flags;
    const auto length = static_cast<std::uint16_t>(tcp.size());
    put16(tcp, ip::kTcpChecksum, InternetChecksum().add(pseudo_).add(length).sum());
}

void SegmentCutter::complete_checksum(std::span<std::uint8_t> out) const {
    const auto covered = out.subspan(offload_.checksum_start);
    const std::uint16_t checksum = InternetChecksum().add(ByteSpan(covered)).complement();
    // Zero would mean "none" to UDP, and both mean the same to the others (RFC 768).
    put16(covered, offload_.checksum_offset, checksum != 0 ? checksum : 0xffff);
}

void SegmentCutter::move_to(Bytes& storage) {
    if (packet_.data() + packet_.size() == storage.data() + storage.size()) {
        return;
    }
    const std::size_t begin = is_first_ ? payload_ - header_ : payload_ - header_ - sent_;
    const auto rest = packet_.subspan(begin);
    storage.assign(rest.begin(), rest.end());
    packet_ = storage;
    payload_ -= begin;
}

}  // namespace mprd::wire
