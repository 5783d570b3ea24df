// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/time.hpp"
#include "core/tables/link_counters.hpp"
#include "core/wire/framing.hpp"
#include "platform/api/net_device.hpp"
#include "platform/pump/frame_tap.hpp"

#include <cstdint>

namespace mprd::platform {

/// Who gets the frames that are no data of an open network protocol: the PPP engine, through the
/// daemon.
class ControlFrameSink {
public:
    virtual ~ControlFrameSink() = default;
    /// `information` is valid during the call only. The call may lead to any other call of the same
    /// pump.
    virtual void on_control_frame(std::uint16_t protocol, ByteSpan information) = 0;
};

/// Which network protocols may pass.
struct Families {
    /// IPCP is open.
    bool ipv4 = false;
    /// IPV6CP is open.
    bool ipv6 = false;
};

/// The data path of one open port, whoever carries it: our own process (LinkPump), the kernel, or a
/// program of its own. Between the line and the network interface; the router sees control frames
/// only.
///
/// Bound to a network interface while the call can carry packets; that interface must outlive the
/// pump or be unbound first. One thread.
class Pump {
public:
    Pump() = default;
    Pump(const Pump&) = delete;
    Pump& operator=(const Pump&) = delete;
    virtual ~Pump() = default;

    // ---- line side
    /// Bytes or one message of the line; frames in it are handled before it returns.
    virtual void receive(TimePoint now, ByteSpan line) = 0;
    /// The port has room again.
    virtual void writable() = 0;

    // ---- control side
    /// One control frame, as soon as the line takes it.
    virtual void send_control(std::uint16_t protocol, ByteSpan information) = 0;
    /// What LCP agreed on, from the next frame on.
    virtual void set_framing(const wire::FramingOptions& options) = 0;
    /// While wanted, received UDP datagrams to port 520 (RIP) go to the sink, as frames of protocol
    /// 0x0021, and not to the host.
    virtual void watch_rip(bool wanted) = 0;

    // ---- network side
    /// From now on IP packets pass between `net` and the line. May be repeated with other families.
    virtual void bind(NetDevice& net, Families families) = 0;
    /// No packet passes any more; `net` is read by us again.
    virtual void unbind() = 0;
    /// One IP packet of the host; sent at flush() at the latest. Dropped and counted when it may
    /// not pass.
    virtual void send_packet(TimePoint now, ByteSpan packet) = 0;
    /// After the last of a batch of send_packet().
    virtual void flush() = 0;

    /// Since the pump was made, or since clear_counters().
    [[nodiscard]] virtual LinkCounters counters() const = 0;
    virtual void clear_counters() = 0;

    /// From now on `tap` sees all frames; it must outlive the pump or be taken off before. nullptr:
    /// nobody looks, which costs one comparison a frame.
    virtual void set_tap(FrameTap* tap) { tap_ = tap; }

protected:
    /// For whoever carries the frames: shows one if somebody looks.
    void show(FrameTap::Direction direction, std::uint16_t protocol, ByteSpan information) {
        if (tap_ != nullptr) {
            tap_->on_frame(direction, protocol, information);
        }
    }

private:
    FrameTap* tap_ = nullptr;
};

}  // namespace mprd::platform
