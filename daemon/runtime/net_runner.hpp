// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ids.hpp"
#include "core/dial/hold_queue.hpp"
#include "core/tables/net_config.hpp"
#include "platform/api/net_device.hpp"
#include "platform/pump/pump.hpp"

#include <memory>
#include <optional>

namespace mprd::daemon {

class LinkRunner;
class Runtime;

/// One interface's network interface at work: packets go to the pump of its link; without a link
/// they are held, and the router is told, so that it may dial.
class NetRunner final : private platform::NetDeviceListener {
public:
    /// The runtime must outlive it.
    NetRunner(Runtime& runtime, InterfaceId id);
    ~NetRunner() override;
    NetRunner(const NetRunner&) = delete;
    NetRunner& operator=(const NetRunner&) = delete;

    /// The outcome reaches the router as NetStatus.
    void apply(const NetConfig& config);
    /// A link is there; packets are held until open().
    void attach(LinkRunner& link) { link_ = &link; }
    /// Packets go to this pump from now on; held ones of the given families go first, in order.
    void open(platform::Pump& pump, platform::Families families);
    /// The link is gone: packets are held again.
    void detach() {
        pump_ = nullptr;
        link_ = nullptr;
    }
    /// DropHeld: throws the held packets away and counts them.
    void drop_held();

    [[nodiscard]] platform::NetDevice* device() { return device_.get(); }
    /// The device belongs to the kernel's data path: only a pump of it can be bound.
    [[nodiscard]] bool is_in_kernel() const { return is_in_kernel_; }

private:
    void on_packet(ByteSpan packet) override;
    void on_batch_end() override;
    void on_failed(const Error& error) override;
    /// HoldOverflow for what was dropped since the last one.
    void report_dropped();

    Runtime& runtime_;
    InterfaceId id_;
    bool is_in_kernel_;
    std::unique_ptr<platform::NetDevice> device_;
    LinkRunner* link_ = nullptr;      ///< while a link is bound to this interface
    platform::Pump* pump_ = nullptr;  ///< while packets may go out
    dial::HoldQueue held_;
    std::uint64_t reported_ = 0;        ///< of held_.dropped()
    std::optional<Ipv4Address> local_;  ///< of the link that is up
};

}  // namespace mprd::daemon
