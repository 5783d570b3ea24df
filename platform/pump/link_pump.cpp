// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/link_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/pump/packet_kind.hpp"

namespace mprd::platform {
namespace {

wire::Framing framing_of(LinkInfo::Carries carries) {
    return carries == LinkInfo::Carries::ByteStream ? wire::Framing::AsyncHdlc
                                                    : wire::Framing::WholeFrames;
}

}  // namespace

LinkPump::LinkPump(Port& port, const LinkInfo& link, ControlFrameSink& control)
    : port_(port),
      control_(control),
      codec_(framing_of(link.carries)),
      one_frame_per_send_(link.carries != LinkInfo::Carries::ByteStream) {}

LinkPump::~LinkPump() {
    unbind();
}

void LinkPump::receive(TimePoint now, ByteSpan line) {
    now_ = now;
    codec_.decode(line, *this);
}

void LinkPump::on_frame(std::uint16_t protocol, ByteSpan information) {
    show(FrameTap::Direction::Received, protocol, information);
    if (!is_open(protocol)) {
        control_.on_control_frame(protocol, information);
        return;
    }
    if (watches_rip_ && is_rip(information)) {
        control_.on_control_frame(protocol, information);
        return;
    }
    ++packets_received_;
    last_activity_ = now_;
    net_->write(information);
}

bool LinkPump::is_open(std::uint16_t protocol) const {
    return (protocol == wire::kProtocolIpv4 && families_.ipv4) ||
           (protocol == wire::kProtocolIpv6 && families_.ipv6);
}

/// Whether one more frame may be encoded into `out_`.
bool LinkPump::has_room() {
    if (one_frame_per_send_ && !out_.empty()) {
        flush();  // two frames in one message would reach the far end as one
        return out_.empty();
    }
    return out_.size() <= kMaxWaiting;
}

void LinkPump::send_control(std::uint16_t protocol, ByteSpan information) {
    if (!has_room()) {
        ++packets_dropped_;
        return;
    }
    codec_.encode(protocol, information, out_);
    show(FrameTap::Direction::Sent, protocol, information);
    flush();
}

void LinkPump::send_packet(TimePoint now, ByteSpan packet) {
    const std::uint16_t protocol = protocol_of(packet);
    if (!is_open(protocol) || packet.size() > codec_.options().send_mru || !has_room()) {
        ++packets_dropped_;
        return;
    }
    codec_.encode(protocol, packet, out_);
    show(FrameTap::Direction::Sent, protocol, packet);
    ++packets_sent_;
    last_activity_ = now;
    if (one_frame_per_send_) {
        flush();
    }
}

void LinkPump::flush() {
    if (!out_.empty() && port_.send(out_) == Port::SendResult::Taken) {
        out_.clear();
    }
    // Back-pressure: while the line is slower than the host, packets wait in the host's queue, not
    // in ours.
    const bool pause = !out_.empty() || !port_.can_send();
    if (net_ != nullptr && pause != reading_paused_) {
        reading_paused_ = pause;
        net_->set_reading(pause ? NetDevice::Reading::Paused : NetDevice::Reading::Wanted);
    }
}

void LinkPump::writable() {
    flush();
}

void LinkPump::bind(NetDevice& net, Families families) {
    if (net_ != nullptr && net_ != &net) {
        unbind();
    }
    net_ = &net;
    families_ = families;
}

void LinkPump::unbind() {
    if (net_ != nullptr && reading_paused_) {
        net_->set_reading(NetDevice::Reading::Wanted);
    }
    reading_paused_ = false;
    net_ = nullptr;
    families_ = {};
}

LinkCounters LinkPump::counters() const {
    const wire::FramingCounters& line = codec_.counters();
    LinkCounters counters;
    counters.bytes_sent = line.bytes_sent;
    counters.bytes_received = line.bytes_received;
    counters.frames_sent = line.frames_sent;
    counters.frames_received = line.frames_received;
    counters.crc_errors = line.crc_errors;
    counters.framing_errors = line.framing_errors;
    counters.buffer_overruns = line.overruns;
    counters.packets_sent = packets_sent_;
    counters.packets_received = packets_received_;
    counters.last_activity = last_activity_;
    return counters;
}

void LinkPump::clear_counters() {
    codec_.clear_counters();
    packets_sent_ = 0;
    packets_received_ = 0;
    packets_dropped_ = 0;
}

}  // namespace mprd::platform
