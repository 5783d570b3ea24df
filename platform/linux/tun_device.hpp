// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/net_device.hpp"
#include "platform/linux/packet_filter.hpp"
#include "platform/linux/rtnl.hpp"
#include "platform/linux/unique_fd.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <array>
#include <memory>
#include <set>

namespace mprd::platform {

/// A TUN network interface. It lives as long as this object, and the kernel takes it away (with its
/// addresses and routes) when the process dies, however it dies.
class TunDevice final : public NetDevice {
public:
    /// Packets read for one wake-up, before other events get their turn.
    static constexpr int kBatch = 64;

    /// All four must outlive the device. The kernel's interface is made by the first apply().
    TunDevice(
        boost::asio::io_context& io,
        Rtnl& rtnl,
        PacketFilterTable& filters,
        NetDeviceListener& listener
    );
    ~TunDevice() override;

    [[nodiscard]] Result<void> apply(const NetConfig& config) override;
    void write(ByteSpan packet) override;
    void set_reading(Reading reading) override;

private:
    struct Alive;  ///< tells a completion handler whether the device still exists

    /// Makes the interface and brings it up.
    [[nodiscard]] Result<void> open(const NetConfig& config);
    [[nodiscard]] Result<void> apply_addresses(const NetConfig& config);
    void forget_ipv4_routes();
    [[nodiscard]] Result<void> apply_routes(const NetConfig& config);
    /// Takes the interface away, with all that hangs on it.
    void close();
    void wait_for_packets();
    /// Reads up to kBatch packets, then waits again.
    void read_batch();

    boost::asio::io_context& io_;
    Rtnl& rtnl_;
    PacketFilterTable& filters_;
    NetDeviceListener& listener_;
    boost::asio::posix::stream_descriptor descriptor_;
    /// The kernel's number of the interface; zero: there is none.
    int index_ = 0;
    NetConfig applied_;  ///< what the kernel has from us
    Reading reading_ = Reading::Wanted;
    /// A wait for packets is under way.
    bool waiting_ = false;
    std::shared_ptr<Alive> alive_;
};

/// Makes TunDevices. Owns the netlink socket and the packet filters that they share: it must
/// outlive them.
class TunFactory final : public NetDeviceFactory {
public:
    /// `io` must outlive the factory and its devices.
    explicit TunFactory(boost::asio::io_context& io) : io_(io) {}
    [[nodiscard]] std::unique_ptr<NetDevice> create(NetDeviceListener& listener) override;
    void clean_up() override { rtnl_.remove_own_routes(); }

private:
    boost::asio::io_context& io_;
    Rtnl rtnl_;
    PacketFilterTable filters_;
};

}  // namespace mprd::platform
