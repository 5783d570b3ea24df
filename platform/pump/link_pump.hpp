// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/time.hpp"
#include "core/tables/link_counters.hpp"
#include "core/tables/link_info.hpp"
#include "core/wire/framing.hpp"
#include "core/wire/link_codec.hpp"
#include "platform/api/net_device.hpp"
#include "platform/api/port.hpp"
#include "platform/pump/pump.hpp"

#include <cstdint>

namespace mprd::platform {

/// The data path of one open port: IP packets of the network interface to PPP frames on the line
/// and back, with the framing that LCP agreed on. Control frames go to the sink; everything else
/// never leaves this class, so that the router does not see the packets of an established link.
///
/// Owns neither the port nor the network interface; both must outlive it or be unbound first. One
/// thread.
class LinkPump final : public Pump, private wire::FrameSink {
public:
    /// Control frames that wait for a full port beyond this are dropped: PPP repeats what matters.
    static constexpr std::size_t kMaxWaiting = std::size_t{64} * 1024;

    /// Starts with the default framing of RFC 1662 and bound to nothing.
    LinkPump(Port& port, const LinkInfo& link, ControlFrameSink& control);
    LinkPump(const LinkPump&) = delete;
    LinkPump& operator=(const LinkPump&) = delete;
    ~LinkPump() override;

    // ---- line side
    /// Bytes or one message of the line; frames in it are handled before it returns.
    void receive(TimePoint now, ByteSpan line) override;
    /// The port has room again.
    void writable() override;

    // ---- control side
    /// At once, or when the port has room. Dropped and counted when kMaxWaiting octets wait
    /// already.
    void send_control(std::uint16_t protocol, ByteSpan information) override;
    /// What LCP agreed on, from the next frame on.
    void set_framing(const wire::FramingOptions& options) override { codec_.set_options(options); }

    /// While wanted, received UDP datagrams to port 520 (RIP) go to the sink, as frames of protocol
    /// 0x0021, and not to the host.
    void watch_rip(bool wanted) override { watches_rip_ = wanted; }

    // ---- network side
    /// From now on IP packets pass between `net` and the line.
    void bind(NetDevice& net, Families families) override;
    /// Packets from the line are dropped; `net` is read again.
    void unbind() override;
    /// Encodes one IP packet; sent at flush(). A packet of a family that is not open, or longer
    /// than the peer's MRU, is dropped and counted.
    void send_packet(TimePoint now, ByteSpan packet) override;
    /// Gives the port what send_packet() encoded.
    void flush() override;

    /// Since the pump was made, or since clear_counters().
    [[nodiscard]] LinkCounters counters() const override;
    void clear_counters() override;
    /// Packets of the host that did not go out.
    [[nodiscard]] std::uint64_t packets_dropped() const { return packets_dropped_; }

private:
    void on_frame(std::uint16_t protocol, ByteSpan information) override;
    [[nodiscard]] bool is_open(std::uint16_t protocol) const;
    [[nodiscard]] bool has_room();

    Port& port_;
    ControlFrameSink& control_;
    wire::LinkCodec codec_;
    /// The port carries messages, not bytes.
    bool one_frame_per_send_;
    /// nullptr: unbound.
    NetDevice* net_ = nullptr;
    Families families_;
    Bytes out_;  ///< encoded, not yet taken by the port; capacity is kept
    bool watches_rip_ = false;
    /// The network interface waits for room on the line.
    bool reading_paused_ = false;
    TimePoint now_{};
    TimePoint last_activity_{};
    std::uint64_t packets_sent_ = 0;
    std::uint64_t packets_received_ = 0;
    std::uint64_t packets_dropped_ = 0;
};

}  // namespace mprd::platform
