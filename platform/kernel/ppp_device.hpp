// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/link_counters.hpp"
#include "platform/api/net_device.hpp"
#include "platform/kernel/frame_end.hpp"
#include "platform/linux/host_interface.hpp"
#include "platform/pump/pump.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <optional>

namespace mprd::platform {

/// A network interface that is a PPP unit of the kernel, from its first apply() to its destruction.
/// While no pump is at work on it the host's packets come to the listener; then they pass in the
/// kernel.
class PppDevice final : public NetDevice {
public:
    /// All must outlive the device.
    PppDevice(
        boost::asio::io_context& io,
        Rtnl& rtnl,
        PacketFilterTable& filters,
        NetDeviceListener& listener
    );
    ~PppDevice() override;
    PppDevice(const PppDevice&) = delete;
    PppDevice& operator=(const PppDevice&) = delete;

    [[nodiscard]] Result<void> apply(const NetConfig& config) override;
    /// Nothing: what comes over the line reaches the host in the kernel.
    void write(ByteSpan /*packet*/) override {}
    /// Nothing: the kernel's queue of looped packets is short, and we only hold them.
    void set_reading(Reading /*reading*/) override {}

    // ---- for the pump
    /// The kernel may pass frames between the channel and the interface, of these families. May be
    /// repeated with others. Control frames of the unit go to `control`.
    [[nodiscard]] Result<void> join(int channel_fd, Families families, ControlFrameSink& control);
    /// The host's packets go to the channel from now on.
    void pass();
    /// The host's packets come to us again.
    void part(int channel_fd);
    /// One packet of the host that we have had.
    void send(std::uint16_t protocol, ByteSpan packet);
    [[nodiscard]] std::optional<Duration> idle_time();
    /// Of the interface, since it was made.
    [[nodiscard]] LinkCounters counters();
    [[nodiscard]] int index() const { return host_.index(); }

private:
    [[nodiscard]] Result<void> open(const std::string& name);
    void close();
    void on_frame(std::uint16_t protocol, ByteSpan information);

    boost::asio::io_context& io_;
    Rtnl& rtnl_;
    NetDeviceListener& listener_;
    HostInterface host_;
    std::unique_ptr<FrameEnd> unit_;  ///< nullptr: there is no interface
    int number_ = 0;                  ///< of the unit
    bool is_joined_ = false;
    ControlFrameSink* control_ = nullptr;  ///< while joined
};

/// Makes PppDevices. Must outlive them.
class PppFactory final : public NetDeviceFactory {
public:
    /// `io` must outlive the factory and its devices.
    explicit PppFactory(boost::asio::io_context& io) : io_(io) {}
    [[nodiscard]] std::unique_ptr<NetDevice> create(NetDeviceListener& listener) override {
        return std::make_unique<PppDevice>(io_, rtnl_, filters_, listener);
    }
    void clean_up() override { rtnl_.remove_own_routes(); }

private:
    boost::asio::io_context& io_;
    Rtnl rtnl_;
    PacketFilterTable filters_;
};

}  // namespace mprd::platform
