// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/packet_offload.hpp"
#include "core/wire/segment_cutter.hpp"
#include "platform/api/net_device.hpp"
#include "platform/linux/host_interface.hpp"
#include "platform/linux/packet_filter.hpp"
#include "platform/linux/rtnl.hpp"
#include "platform/linux/tun_buffers.hpp"
#include "platform/linux/unique_fd.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <memory>
#include <optional>

namespace mprd::platform {

/// A TUN network interface. It lives as long as this object, and the kernel takes it away (with its
/// addresses and routes) when the process dies, however it dies.
///
/// While NetConfig::large_segments is set, and the kernel can (IFF_VNET_HDR, TUNSETOFFLOAD), TCP
/// passes between kernel and us in large segments: what the host sends is cut here, so that the
/// listener gets ordinary packets, and what write() gets is joined.
class TunDevice final : public NetDevice, private wire::OffloadSink {
public:
    /// Packets of one wake-up, before other events get their turn; the last one read may be a large
    /// segment and make it some more.
    static constexpr int kBatch = 64;

    /// All must outlive the device. The kernel's interface is made by the first apply().
    TunDevice(
        boost::asio::io_context& io,
        Rtnl& rtnl,
        PacketFilterTable& filters,
        TunBuffers& buffers,
        NetDeviceListener& listener
    );
    ~TunDevice() override;
    TunDevice(const TunDevice&) = delete;
    TunDevice& operator=(const TunDevice&) = delete;

    [[nodiscard]] Result<void> apply(const NetConfig& config) override;
    void write(ByteSpan packet) override;
    void set_reading(Reading reading) override;

private:
    struct Alive;  ///< tells a completion handler whether the device still exists

    /// Makes the interface and brings it up.
    [[nodiscard]] Result<void> open(const NetConfig& config);
    void apply_offload(const NetConfig& config);
    /// Takes the interface away, with all that hangs on it.
    void close();
    void wait_for_packets();
    /// What is left of a large segment, then up to kBatch packets; then waits again.
    void read_batch();
    /// One packet of the kernel into `cutter_`. False: there is none, or no interface any more.
    [[nodiscard]] bool read_one();
    /// Packets of `cutter_` to the listener while they are wanted; what is left is kept. Returns
    /// how many.
    int pass_on();
    void fail();
    /// To the kernel.
    void on_packet(ByteSpan packet, const wire::PacketOffload& offload) override;

    boost::asio::io_context& io_;
    TunBuffers& buffers_;
    NetDeviceListener& listener_;
    boost::asio::posix::stream_descriptor descriptor_;
    HostInterface host_;
    Reading reading_ = Reading::Wanted;
    /// The kernel puts a VnetHeader in front of each packet, and wants one.
    bool has_vnet_header_ = false;
    bool wants_offload_ = false;
    bool has_offload_ = false;  ///< and the kernel can
    /// The packet that was read last, until all of it has gone.
    std::optional<wire::SegmentCutter> cutter_;
    Bytes rest_;  ///< of a large segment that the listener could not take whole
    /// A wait for packets is under way.
    bool waiting_ = false;
    std::shared_ptr<Alive> alive_;
};

/// Makes TunDevices. Owns the netlink socket, the packet filters and the buffers that they share:
/// it must outlive them.
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
    TunBuffers buffers_{io_};
};

}  // namespace mprd::platform
