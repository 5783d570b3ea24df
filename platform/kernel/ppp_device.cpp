// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/ppp_device.hpp"

#include "core/wire/protocol_numbers.hpp"
#include "platform/kernel/ppp_unit.hpp"

#include <utility>

#include <net/if.h>

namespace mprd::platform {

PppDevice::PppDevice(
    boost::asio::io_context& io, Rtnl& rtnl, PacketFilterTable& filters, NetDeviceListener& listener
)
    : io_(io), rtnl_(rtnl), listener_(listener), host_(rtnl, filters) {}

PppDevice::~PppDevice() {
    close();
}

void PppDevice::close() {
    unit_.reset();
    host_.end();
    is_joined_ = false;
    control_ = nullptr;
}

Result<void> PppDevice::open(const std::string& name) {
    auto unit = PppUnit::make(name);
    if (!unit) {
        return unit.error();
    }
    number_ = unit->number();
    refuse_automatic_ipv6(name);
    host_.begin(name, static_cast<int>(::if_nametoindex(name.c_str())));
    unit_ = std::make_unique<FrameEnd>(
        io_,
        unit->release_fd(),
        FrameEnd::Handlers{
            [this](std::uint16_t protocol, ByteSpan information) {
                on_frame(protocol, information);
            },
            [this] { listener_.on_batch_end(); },
            [this] {
                const Error error = make_error(
                    Errc::InterfaceUnreachable,
                    "network interface " + host_.name() + ": somebody deleted it"
                );
                close();
                listener_.on_failed(error);
            }}
    );
    return {};
}

Result<void> PppDevice::apply(const NetConfig& config) {
    if (unit_ && host_.name() != config.name) {
        close();
    }
    auto done = unit_ ? Result<void>() : open(config.name);
    if (done) {
        done = host_.apply(config);
    }
    if (!done) {
        close();  // no half-configured interface: the next apply() starts over
    }
    return done;
}

void PppDevice::on_frame(std::uint16_t protocol, ByteSpan information) {
    if (protocol == wire::kProtocolIpv4 || protocol == wire::kProtocolIpv6) {
        listener_.on_packet(information);  // looped: what the line brings never comes here
    } else if (control_ != nullptr) {
        control_->on_control_frame(protocol, information);
    }
}

Result<void> PppDevice::join(int channel_fd, Families families, ControlFrameSink& control) {
    if (!unit_) {
        return make_error(Errc::InterfaceUnreachable, "there is no network interface to join");
    }
    control_ = &control;
    if (auto set = set_unit_families(unit_->fd(), families); !set) {
        return set;
    }
    if (is_joined_) {
        return {};
    }
    auto connected = connect_channel(channel_fd, number_);
    is_joined_ = connected.has_value();
    return connected;
}

void PppDevice::pass() {
    if (unit_ && is_joined_) {
        static_cast<void>(set_unit_traffic(unit_->fd(), UnitTraffic::Passed));
    }
}

void PppDevice::part(int channel_fd) {
    control_ = nullptr;
    if (unit_ && std::exchange(is_joined_, false)) {
        // Looped first: no packet may meet a unit without a channel.
        static_cast<void>(set_unit_traffic(unit_->fd(), UnitTraffic::Looped));
        static_cast<void>(set_unit_families(unit_->fd(), {true, true}));
        disconnect_channel(channel_fd);
    }
}

void PppDevice::send(std::uint16_t protocol, ByteSpan packet) {
    if (unit_) {
        unit_->write(protocol, packet);
    }
}

std::optional<Duration> PppDevice::idle_time() {
    return unit_ ? unit_idle_time(unit_->fd()) : std::nullopt;
}

LinkCounters PppDevice::counters() {
    return unit_ ? rtnl_.counters(host_.index()) : LinkCounters{};
}

}  // namespace mprd::platform
