// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/pump/ip_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/pump/packet_kind.hpp"

namespace mprd::platform {

bool IpPump::is_open(ByteSpan packet) const {
    const std::uint16_t protocol = protocol_of(packet);
    return (protocol == wire::kProtocolIpv4 && families_.ipv4) ||
           (protocol == wire::kProtocolIpv6 && families_.ipv6);
}

void IpPump::receive(TimePoint now, ByteSpan packet) {
    show(FrameTap::Direction::Received, protocol_of(packet), packet);
    if (!is_open(packet)) {
        return;
    }
    if (watches_rip_ && is_rip(packet)) {
        control_.on_control_frame(wire::kProtocolIpv4, packet);
        return;
    }
    ++counters_.frames_received;
    ++counters_.packets_received;
    counters_.bytes_received += packet.size();
    counters_.last_activity = now;
    net_->write(packet);
}

void IpPump::send_control(std::uint16_t protocol, ByteSpan packet) {
    const bool is_packet = protocol == wire::kProtocolIpv4 || protocol == wire::kProtocolIpv6;
    if (is_packet && pass(packet)) {
        ++counters_.frames_sent;
        counters_.bytes_sent += packet.size();
    }
}

bool IpPump::pass(ByteSpan packet) {
    if (waiting_.is_empty() && port_.send(packet) == Port::SendResult::Taken) {
        show(FrameTap::Direction::Sent, protocol_of(packet), packet);
        return true;
    }
    if (!waiting_.push(packet)) {
        ++packets_dropped_;
        return false;
    }
    show(FrameTap::Direction::Sent, protocol_of(packet), packet);
    return true;
}

void IpPump::send_packet(TimePoint now, ByteSpan packet) {
    if (!is_open(packet) || packet.size() > max_packet_) {
        ++packets_dropped_;
        return;
    }
    if (pass(packet)) {
        ++counters_.frames_sent;
        ++counters_.packets_sent;
        counters_.bytes_sent += packet.size();
        counters_.last_activity = now;
    }
    pace_host();
}

void IpPump::flush() {
    while (!waiting_.is_empty() && port_.send(waiting_.front()) == Port::SendResult::Taken) {
        waiting_.pop();
    }
    pace_host();
}

void IpPump::pace_host() {
    const bool pause = !waiting_.is_empty() || !port_.can_send();
    if (net_ != nullptr && pause != reading_paused_) {
        reading_paused_ = pause;
        net_->set_reading(pause ? NetDevice::Reading::Paused : NetDevice::Reading::Wanted);
    }
}

void IpPump::bind(NetDevice& net, Families families) {
    if (net_ != nullptr && net_ != &net) {
        unbind();
    }
    net_ = &net;
    families_ = families;
}

void IpPump::unbind() {
    if (net_ != nullptr && reading_paused_) {
        net_->set_reading(NetDevice::Reading::Wanted);
    }
    reading_paused_ = false;
    net_ = nullptr;
    families_ = {};
    waiting_.clear();
}

void IpPump::clear_counters() {
    const TimePoint last = counters_.last_activity;
    counters_ = {};
    counters_.last_activity = last;  // a cleared counter is no activity, and no idleness either
    packets_dropped_ = 0;
}

}  // namespace mprd::platform
