// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/link_info.hpp"
#include "platform/api/port.hpp"
#include "platform/pump/packet_queue.hpp"
#include "platform/pump/pump.hpp"

namespace mprd::platform {

/// The data path of a line without PPP, one IP packet in each message
/// (LinkInfo::Carries::IpPackets): what the network interface gives goes to the port as it is, and
/// back. There is no control protocol; only the sink of watch_rip() is ever called.
///
/// Owns neither the port nor the network interface; both must outlive it or be unbound first. One
/// thread.
class IpPump final : public Pump {
public:
    /// Octets that wait for a full port; what comes beyond is dropped.
    static constexpr std::size_t kMaxWaiting = std::size_t{64} * 1024;

    /// Bound to nothing.
    IpPump(Port& port, const LinkInfo& link, ControlFrameSink& control)
        : port_(port), control_(control), max_packet_(link.max_mru) {}
    ~IpPump() override { unbind(); }
    IpPump(const IpPump&) = delete;
    IpPump& operator=(const IpPump&) = delete;

    void receive(TimePoint now, ByteSpan packet) override;
    void writable() override { flush(); }

    /// A whole IP packet of our own (a RIP request); nothing else has a way over this line.
    void send_control(std::uint16_t protocol, ByteSpan packet) override;
    /// Nothing: there is no framing.
    void set_framing(const wire::FramingOptions& /*options*/) override {}
    void watch_rip(bool wanted) override { watches_rip_ = wanted; }

    void bind(NetDevice& net, Families families) override;
    void unbind() override;
    /// A packet of a family that is not open, or longer than the line takes, is dropped and
    /// counted.
    void send_packet(TimePoint now, ByteSpan packet) override;
    void flush() override;

    /// Frames are packets; bytes are those of the packets: what the tunnel adds is its own.
    [[nodiscard]] LinkCounters counters() const override { return counters_; }
    void clear_counters() override;
    /// Packets of the host that did not go out.
    [[nodiscard]] std::uint64_t packets_dropped() const { return packets_dropped_; }

private:
    [[nodiscard]] bool is_open(ByteSpan packet) const;
    /// To the port, or behind what waits for it. False: dropped.
    bool pass(ByteSpan packet);
    /// The host's queue holds what the line cannot take yet.
    void pace_host();

    Port& port_;
    ControlFrameSink& control_;
    std::size_t max_packet_;
    /// nullptr: unbound.
    NetDevice* net_ = nullptr;
    Families families_;
    PacketQueue waiting_{kMaxWaiting};
    bool watches_rip_ = false;
    /// The network interface waits for room on the line.
    bool reading_paused_ = false;
    LinkCounters counters_;
    std::uint64_t packets_dropped_ = 0;
};

}  // namespace mprd::platform
