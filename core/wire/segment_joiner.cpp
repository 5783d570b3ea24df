// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/segment_joiner.hpp"

#include "core/wire/internet_checksum.hpp"
#include "core/wire/ip_fields.hpp"

#include <algorithm>
#include <utility>

namespace mprd::wire {
namespace {

using ip::get16;
using ip::get32;
using ip::put16;

bool is_same(ByteSpan a, ByteSpan b, std::size_t begin, std::size_t end) {
    return std::equal(
        a.begin() + static_cast<std::ptrdiff_t>(begin),
        a.begin() + static_cast<std::ptrdiff_t>(end),
        b.begin() + static_cast<std::ptrdiff_t>(begin)
    );
}

InternetChecksum pseudo_header(ByteSpan packet, bool is_v6, std::size_t tcp_size) {
    InternetChecksum sum;
    sum.add(
        is_v6 ? packet.subspan(ip::kV6Addresses, ip::kV6AddressesSize)
              : packet.subspan(ip::kV4Addresses, ip::kV4AddressesSize)
    );
    return sum.add(std::uint16_t{ip::kTcp}).add(static_cast<std::uint16_t>(tcp_size));
}

}  // namespace

/// Without options, extension headers and fragments, and as long as it says.
bool SegmentJoiner::read_ip(ByteSpan packet, Layout& layout) {
    if (packet.size() < ip::kV4Header || packet.size() > kMaxPacket) {
        return false;
    }
    if (packet[0] == 0x45) {
        layout.is_v6 = false;
        layout.tcp = ip::kV4Header;
        const bool is_whole = (get16(packet, ip::kV4Fragment) & ~ip::kV4DontFragment & 0xffff) == 0;
        return is_whole && get16(packet, ip::kV4TotalLength) == packet.size() &&
               packet[ip::kV4Protocol] == ip::kTcp;
    }
    layout.is_v6 = true;
    layout.tcp = ip::kV6Header;
    return packet[0] >> 4U == 6 && packet.size() >= ip::kV6Header &&
           std::size_t{get16(packet, ip::kV6PayloadLength)} + ip::kV6Header == packet.size() &&
           packet[ip::kV6NextHeader] == ip::kTcp;
}

bool SegmentJoiner::read(ByteSpan packet, Layout& layout) {
    if (!read_ip(packet, layout) || layout.tcp + ip::kTcpHeader > packet.size()) {
        return false;
    }
    const ByteSpan tcp = packet.subspan(layout.tcp);
    const std::size_t header = std::size_t{4} * (tcp[ip::kTcpDataOffset] >> 4U);
    const bool has_plain_flags =
        (tcp[ip::kTcpFlags] & ~ip::kPsh & 0xff) == ip::kAck &&
        (tcp[ip::kTcpDataOffset] & 0xfU) == 0;  // reserved, and a flag of newer documents
    layout.payload = layout.tcp + header;
    return has_plain_flags && header >= ip::kTcpHeader &&
           layout.payload + kMinPayload <= packet.size();
}

bool SegmentJoiner::is_intact(ByteSpan packet, const Layout& layout) {
    const ByteSpan tcp = packet.subspan(layout.tcp);
    const bool has_good_header =
        layout.is_v6 || InternetChecksum().add(packet.first(ip::kV4Header)).complement() == 0;
    return has_good_header &&
           pseudo_header(packet, layout.is_v6, tcp.size()).add(tcp).complement() == 0;
}

/// All but lengths, identification and checksum, which are each packet's own.
bool SegmentJoiner::has_same_ip(ByteSpan packet) const {
    const ByteSpan last(joined_);
    if (layout_.is_v6) {
        return is_same(last, packet, 0, ip::kV6PayloadLength) &&
               is_same(last, packet, ip::kV6NextHeader, ip::kV6Header);
    }
    // What may not be fragmented has no use for the identification (RFC 6864 section 4.1); else
    // cutting it again must give the same.
    const bool is_atomic = (packet[ip::kV4Fragment] & (ip::kV4DontFragment >> 8U)) != 0;
    const auto expected =
        static_cast<std::uint16_t>(get16(last, ip::kV4Id) + static_cast<std::uint16_t>(segments_));
    return (is_atomic || get16(packet, ip::kV4Id) == expected) &&
           is_same(last, packet, 0, ip::kV4TotalLength) &&
           is_same(last, packet, ip::kV4Fragment, ip::kV4Checksum) &&
           is_same(last, packet, ip::kV4Addresses, ip::kV4Header);
}

bool SegmentJoiner::continues(ByteSpan packet, const Layout& layout) const {
    const std::size_t payload = packet.size() - layout.payload;
    if (is_closed_ || layout.is_v6 != layout_.is_v6 || layout.payload != layout_.payload ||
        payload > segment_size_ || joined_.size() + payload > kMaxPacket || !has_same_ip(packet)) {
        return false;
    }
    const ByteSpan last(joined_);
    const std::size_t tcp = layout.tcp;
    const auto expected = get32(last, tcp + ip::kTcpSequence) +
                          static_cast<std::uint32_t>(joined_.size() - layout_.payload);
    return get32(packet, tcp + ip::kTcpSequence) == expected &&
           is_same(last, packet, tcp, tcp + ip::kTcpSequence) &&
           is_same(last, packet, tcp + ip::kTcpAcknowledgment, tcp + ip::kTcpFlags) &&
           is_same(last, packet, tcp + ip::kTcpWindow, tcp + ip::kTcpChecksum) &&
           is_same(last, packet, tcp + ip::kTcpUrgent, layout.payload);
}

void SegmentJoiner::add(ByteSpan packet, OffloadSink& sink) {
    Layout layout;
    const bool is_segment = read(packet, layout);
    if (is_segment && sink_ == &sink && continues(packet, layout) && is_intact(packet, layout)) {
        is_intact_ = is_intact_ || is_intact(joined_, layout_);
        if (is_intact_) {
            append(packet);
            return;
        }
    }
    flush();
    if (is_segment) {
        begin(packet, layout, sink);
    } else {
        sink.on_packet(packet, {});
    }
}

void SegmentJoiner::begin(ByteSpan packet, const Layout& layout, OffloadSink& sink) {
    sink_ = &sink;
    joined_.assign(packet.begin(), packet.end());
    layout_ = layout;
    segment_size_ = packet.size() - layout.payload;
    segments_ = 1;
    is_intact_ = false;
    is_closed_ = (packet[layout.tcp + ip::kTcpFlags] & ip::kPsh) != 0;
}

void SegmentJoiner::append(ByteSpan packet) {
    const ByteSpan payload = packet.subspan(layout_.payload);
    joined_.insert(joined_.end(), payload.begin(), payload.end());
    ++segments_;
    const std::uint8_t push = packet[layout_.tcp + ip::kTcpFlags] & ip::kPsh;
    joined_[layout_.tcp + ip::kTcpFlags] |= push;
    is_closed_ = push != 0 || payload.size() < segment_size_;
}

void SegmentJoiner::flush() {
    if (sink_ == nullptr) {
        return;
    }
    OffloadSink& sink = *std::exchange(sink_, nullptr);
    const PacketOffload offload = segments_ > 1 ? finish() : PacketOffload{};
    sink.on_packet(joined_, offload);
}

PacketOffload SegmentJoiner::finish() {
    const std::span<std::uint8_t> packet(joined_);
    const std::size_t tcp_size = packet.size() - layout_.tcp;
    if (layout_.is_v6) {
        put16(packet, ip::kV6PayloadLength, static_cast<std::uint16_t>(tcp_size));
    } else {
        put16(packet, ip::kV4TotalLength, static_cast<std::uint16_t>(packet.size()));
        put16(packet, ip::kV4Checksum, 0);
        const auto header = ByteSpan(packet).first(ip::kV4Header);
        put16(packet, ip::kV4Checksum, InternetChecksum().add(header).complement());
    }
    put16(
        packet, layout_.tcp + ip::kTcpChecksum, pseudo_header(packet, layout_.is_v6, tcp_size).sum()
    );
    PacketOffload offload;
    offload.cut = PacketOffload::Cut::Tcp;
    offload.segment_size = static_cast<std::uint16_t>(segment_size_);
    offload.needs_checksum = true;
    offload.checksum_start = static_cast<std::uint16_t>(layout_.tcp);
    offload.checksum_offset = ip::kTcpChecksum;
    return offload;
}

void SegmentJoiner::forget(const OffloadSink& sink) {
    if (sink_ == &sink) {
        sink_ = nullptr;
    }
}

}  // namespace mprd::wire
