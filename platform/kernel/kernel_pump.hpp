// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/port.hpp"
#include "platform/kernel/frame_end.hpp"
#include "platform/kernel/ppp_device.hpp"
#include "platform/kernel/rip_watch.hpp"
#include "platform/pump/pump.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace mprd::platform {

/// The data path of a call that the kernel carries between a PppDevice and the channel that the
/// port gave it. Only control frames come here.
///
/// The port must outlive it, and so must the network interface that it is bound to, or be unbound
/// first. One thread.
class KernelPump final : public Pump, private ControlFrameSink {
public:
    struct Parts {
        boost::asio::io_context& io;
        /// The clock of the counters' last_activity.
        std::function<TimePoint()> clock;
        /// What passed before the kernel had the call.
        LinkCounters before;
    };

    /// Takes the open call of the port into the kernel. The error says what the port or the kernel
    /// lacks; the call goes on as it was then.
    [[nodiscard]] static Result<std::unique_ptr<Pump>> take(
        Port& port, ControlFrameSink& control, Parts parts
    );
    KernelPump(int channel_fd, ControlFrameSink& control, Parts parts);
    ~KernelPump() override { unbind(); }
    KernelPump(const KernelPump&) = delete;
    KernelPump& operator=(const KernelPump&) = delete;

    /// Nothing: what the port still has is of the pump before.
    void receive(TimePoint /*now*/, ByteSpan /*line*/) override {}
    void writable() override {}

    void send_control(std::uint16_t protocol, ByteSpan information) override;
    void set_framing(const wire::FramingOptions& options) override;
    /// The host gets the datagrams as well.
    void watch_rip(bool wanted) override;

    /// `net` must be a PppDevice.
    void bind(NetDevice& net, Families families) override;
    void unbind() override;
    /// Of the packets that the host sent before the kernel passed them by itself.
    void send_packet(TimePoint now, ByteSpan packet) override;
    /// From the first one on the host's packets pass in the kernel.
    void flush() override;

    [[nodiscard]] LinkCounters counters() const override;
    void clear_counters() override;

private:
    /// Of channel, unit and RIP watch: to whoever looks, and to our owner.
    void on_control_frame(std::uint16_t protocol, ByteSpan information) override;
    void apply_rip_watch();

    Parts parts_;
    ControlFrameSink& control_;
    FrameEnd channel_;
    PppDevice* device_ = nullptr;  ///< nullptr: unbound
    bool is_passing_ = false;
    bool wants_rip_ = false;
    std::unique_ptr<RipWatch> rip_;
    LinkCounters base_;  ///< of the interface, when we were bound
    LinkCounters control_counters_;
    TimePoint bound_at_{};
};

}  // namespace mprd::platform
