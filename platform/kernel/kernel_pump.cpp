// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/kernel_pump.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/kernel/ppp_unit.hpp"
#include "platform/pump/packet_kind.hpp"

#include <utility>

namespace mprd::platform {

Result<std::unique_ptr<Pump>> KernelPump::take(Port& port, ControlFrameSink& control, Parts parts) {
    const auto carrier = port.give_to_kernel();
    if (!carrier) {
        return carrier.error();
    }
    auto channel = PppChannel::attach(*carrier);
    if (!channel) {
        return channel.error();
    }
    return std::unique_ptr<Pump>(
        std::make_unique<KernelPump>(channel->release_fd(), control, std::move(parts))
    );
}

KernelPump::KernelPump(int channel_fd, ControlFrameSink& control, Parts parts)
    : parts_(std::move(parts)),
      control_(control),
      channel_(
          parts_.io,
          channel_fd,
          FrameEnd::Handlers{
              [this](std::uint16_t protocol, ByteSpan information) {
                  on_control_frame(protocol, information);
              },
              [] {},
              [] {}}  // the port tells how the call ended
      ) {}

void KernelPump::on_control_frame(std::uint16_t protocol, ByteSpan information) {
    if (protocol != wire::kProtocolIpv4) {  // a RIP datagram: the interface has counted it
        ++control_counters_.frames_received;
    }
    show(FrameTap::Direction::Received, protocol, information);
    control_.on_control_frame(protocol, information);
}

void KernelPump::send_control(std::uint16_t protocol, ByteSpan information) {
    ++control_counters_.frames_sent;
    show(FrameTap::Direction::Sent, protocol, information);
    channel_.write(protocol, information);
}

void KernelPump::set_framing(const wire::FramingOptions& options) {
    set_channel_framing(channel_.fd(), options);
}

void KernelPump::watch_rip(bool wanted) {
    wants_rip_ = wanted;
    apply_rip_watch();
}

/// Without the right to listen an update ends as if the neighbour were silent.
void KernelPump::apply_rip_watch() {
    if (!wants_rip_ || device_ == nullptr) {
        rip_.reset();
    } else if (!rip_) {
        if (auto opened = RipWatch::open(parts_.io, device_->index(), *this)) {
            rip_ = std::move(*opened);
        }
    }
}

void KernelPump::bind(NetDevice& net, Families families) {
    auto& device = dynamic_cast<PppDevice&>(net);
    if (device_ != &device) {
        unbind();
        device_ = &device;
        base_ = device.counters();
        bound_at_ = parts_.clock();
    }
    // Only a kernel that lost the call or the interface refuses, and both are told elsewhere.
    static_cast<void>(device.join(channel_.fd(), families, *this));
    apply_rip_watch();
}

void KernelPump::unbind() {
    if (device_ != nullptr) {
        rip_.reset();
        parts_.before = counters();
        control_counters_ = {};
        device_->part(channel_.fd());
        device_ = nullptr;
        is_passing_ = false;
    }
}

void KernelPump::send_packet(TimePoint /*now*/, ByteSpan packet) {
    const std::uint16_t protocol = protocol_of(packet);
    if (device_ != nullptr && protocol != 0) {
        device_->send(protocol, packet);
    }
}

void KernelPump::flush() {
    if (device_ != nullptr && !std::exchange(is_passing_, true)) {
        device_->pass();
    }
}

LinkCounters KernelPump::counters() const {
    LinkCounters all = parts_.before;
    all.frames_sent += control_counters_.frames_sent;
    all.frames_received += control_counters_.frames_received;
    if (device_ == nullptr) {
        return all;
    }
    const LinkCounters now = device_->counters();
    all.packets_sent += now.packets_sent - base_.packets_sent;
    all.packets_received += now.packets_received - base_.packets_received;
    all.frames_sent += now.packets_sent - base_.packets_sent;
    all.frames_received += now.packets_received - base_.packets_received;
    all.bytes_sent += now.bytes_sent - base_.bytes_sent;
    all.bytes_received += now.bytes_received - base_.bytes_received;
    if (const auto idle = device_->idle_time()) {
        const TimePoint active = parts_.clock() - *idle;
        if (active >= bound_at_) {  // and not in a call before
            all.last_activity = active;
        }
    }
    return all;
}

void KernelPump::clear_counters() {
    const TimePoint last = parts_.before.last_activity;
    parts_.before = {};
    parts_.before.last_activity = last;  // a cleared counter is no activity, and no idleness either
    control_counters_ = {};
    if (device_ != nullptr) {
        base_ = device_->counters();
    }
}

}  // namespace mprd::platform
