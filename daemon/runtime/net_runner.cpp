// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/net_runner.hpp"

#include "core/tables/packet_summary.hpp"
#include "core/wire/source_address.hpp"
#include "daemon/runtime/link_runner.hpp"
#include "daemon/runtime/runtime.hpp"

#include <utility>

namespace mprd::daemon {
namespace {

bool is_open(ByteSpan packet, platform::Families families) {
    const unsigned version = packet[0] >> 4U;
    return (version == 4 && families.ipv4) || (version == 6 && families.ipv6);
}

}  // namespace

NetRunner::NetRunner(Runtime& runtime, InterfaceId id)
    : runtime_(runtime),
      id_(id),
      is_in_kernel_(runtime.is_carried_by_kernel(id)),
      device_(runtime.net_factory(is_in_kernel_).create(*this)) {}

NetRunner::~NetRunner() {
    if (link_ != nullptr) {
        link_->unbind();
    }
}

void NetRunner::apply(const NetConfig& config) {
    if (link_ == nullptr && runtime_.is_carried_by_kernel(id_) != is_in_kernel_) {
        // Its devices are others now. The old network interface goes first: it has the name.
        is_in_kernel_ = !is_in_kernel_;
        device_.reset();
        device_ = runtime_.net_factory(is_in_kernel_).create(*this);
    }
    const auto applied = device_->apply(config);
    local_ = config.ipv4 ? std::optional(config.ipv4->local) : std::nullopt;
    runtime_.handle(router::NetStatus{
        id_, applied ? std::nullopt : std::optional<Error>(applied.error())});
}

void NetRunner::open(platform::Pump& pump, platform::Families families) {
    pump_ = &pump;
    const TimePoint now = runtime_.now();
    for (Bytes& packet : held_.drain(now)) {
        if (local_) {
            // A host without any address could not choose a source before the call gave it one.
            wire::replace_source(packet, Ipv4Address{}, *local_);
        }
        if (is_open(packet, families)) {
            pump.send_packet(now, packet);
        } else {
            held_.push(now, packet);  // its family may open a moment later
        }
    }
    pump.flush();
    report_dropped();
}

void NetRunner::drop_held() {
    held_.clear();
    report_dropped();
}

void NetRunner::report_dropped() {
    const std::uint64_t fresh = held_.dropped() - std::exchange(reported_, held_.dropped());
    if (fresh != 0) {
        runtime_.report_hold_overflow(id_, fresh);
    }
}

void NetRunner::on_packet(ByteSpan packet) {
    const TimePoint now = runtime_.now();
    if (pump_ != nullptr) {
        pump_->send_packet(now, packet);
        return;
    }
    const auto summary = PacketSummary::parse(packet);
    if (!summary) {
        return;  // no IP packet: nothing that could ever be delivered
    }
    held_.push(now, packet);
    if (link_ == nullptr) {
        runtime_.handle(router::PacketWaiting{id_, *summary});
    }
}

void NetRunner::on_batch_end() {
    if (pump_ != nullptr) {
        pump_->flush();
    }
}

void NetRunner::on_failed(const Error& error) {
    runtime_.handle(router::NetStatus{id_, error});
}

}  // namespace mprd::daemon
