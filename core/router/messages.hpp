// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/events/event.hpp"
#include "core/router/admission.hpp"
#include "core/tables/link_counters.hpp"
#include "core/tables/link_info.hpp"
#include "core/tables/net_config.hpp"
#include "core/tables/packet_summary.hpp"
#include "core/wire/framing.hpp"

#include <cstdint>
#include <optional>
#include <variant>

namespace mprd::router {

// ---- inputs: what the daemon tells the router
// -----------------------------------------------------------------

/// The host sent a packet to the network interface of `interface` while no link is bound to it. The
/// daemon has put the packet into the interface's hold queue; the router decides whether it dials.
/// Sent for each such packet while the interface is disconnected (not while it is connecting).
struct PacketWaiting {
    InterfaceId interface;
    PacketSummary packet;
};
/// Answer to OpenPort: the line is open.
struct PortOpened {
    PortId port;
    /// What the line carries and how fast.
    LinkInfo link;
};
/// Answer to ListenPort: somebody calls.
struct IncomingCall {
    PortId port;
    LinkInfo link;
};
/// In place of IncomingCall, from a device that finds out by itself who calls: may he? AdmitCaller
/// or ClosePort answers; IncomingCall follows when an admitted caller's line is open.
struct CallerAsks {
    PortId port;
    CallerInfo caller;
};
/// The call or the attempt on the port is over; exactly once for each OpenPort, and for each
/// ListenPort.
struct PortClosed {
    PortId port;
    /// Why; to a request of ours it is the cause that was given.
    Error error;
};
/// A control frame (everything but packets of an open network protocol), de-framed by the pump.
struct ControlFrame {
    PortId port;
    /// PPP protocol number; kProtocolLcp and so on.
    std::uint16_t protocol = 0;
    ByteSpan information;  ///< valid during handle() only
};
/// The outcome of ApplyNet, and any later failure of the network interface (deleted by somebody, no
/// TUN device).
struct NetStatus {
    InterfaceId interface;
    std::optional<Error> error;  ///< nullopt: it is as wanted
};
/// A device's line came or went (tty unplugged, modem gone). Ports start as available.
struct PortStatus {
    PortId port;
    std::optional<Error> error;  ///< nullopt: usable
};
/// Answer to ReadTraffic.
struct TrafficRead {
    PortId port;
    /// Since the line opened.
    LinkCounters counters;
};
/// The wall clock or the time zone changed: hours are evaluated again.
struct ClockChanged {};
/// End all calls properly, take all network interfaces away, then emit ShutdownComplete.
struct ShutdownRequested {};

using Input = std::variant<
    PacketWaiting,
    PortOpened,
    IncomingCall,
    CallerAsks,
    PortClosed,
    ControlFrame,
    NetStatus,
    PortStatus,
    TrafficRead,
    ClockChanged,
    AdminDllAnswered,
    ShutdownRequested>;

// ---- outputs: what the daemon carries out, in this order
// ------------------------------------------------------

/// Start a call. PortOpened or PortClosed follows.
struct OpenPort {
    PortId port;
    DialTarget target;
};
/// Wait for calls on the port. IncomingCall, CallerAsks or PortClosed follows. OpenPort on a
/// listening port ends the waiting without a PortClosed of its own.
struct ListenPort {
    PortId port;
};
/// The caller of CallerAsks may come. IncomingCall or PortClosed follows.
struct AdmitCaller {
    PortId port;
    CallerTerms terms;
};
/// End whatever is on the port; PortClosed follows.
struct ClosePort {
    PortId port;
    Errc reason = Errc::Ok;
};
/// Send a control frame on an open port. Control frames are not subject to back-pressure.
struct SendFrame {
    PortId port;
    std::uint16_t protocol = 0;
    Bytes information;
};
/// What LCP agreed on, for frames from now on.
struct SetFraming {
    PortId port;
    wire::FramingOptions options;
};
/// From now on packets pass between the port and the interface's network interface, for the
/// families given; held packets go first, in order. Repeated when a family comes or goes.
struct BindLink {
    PortId port;
    InterfaceId interface;
    /// At least one is true.
    bool ipv4 = false;
    bool ipv6 = false;
    /// False: receive, but go on holding what is to be sent, because the peer's data path is not
    /// open yet. Another BindLink follows.
    bool may_send = true;
};
/// No packet passes any more; those that the host sends are held.
struct UnbindLink {
    PortId port;
};
/// Bring the network interface to this state; create it if it is not there. NetStatus answers,
/// success or not.
struct ApplyNet {
    InterfaceId interface;
    NetConfig config;
};
/// Take the network interface away. No answer.
struct RemoveNet {
    InterfaceId interface;
};
/// The attempt failed or was given up: throw the held packets of the interface away and count them.
struct DropHeld {
    InterfaceId interface;
};
/// The router wants to know when the link was last used; TrafficRead answers.
struct ReadTraffic {
    PortId port;
};
/// While `wanted`, UDP datagrams to port 520 that come over the link are not for the host: each
/// arrives as a ControlFrame of protocol 0x0021, a whole IPv4 packet. Ends with the call by itself.
struct WatchRip {
    PortId port;
    bool wanted = false;
};
/// A pending administrator's request has ended. Exactly once for each accepted request.
struct RequestCompleted {
    RequestId request;
    /// Ok: connected, or the routes are up to date.
    Errc result = Errc::Ok;
};
/// A fact for logs, watchers and the store.
struct Publish {
    events::Event event;
};
/// Everything is down; the process may end.
struct ShutdownComplete {};

using AnyOutput = std::variant<
    OpenPort,
    ListenPort,
    AdmitCaller,
    ClosePort,
    SendFrame,
    SetFraming,
    BindLink,
    UnbindLink,
    ApplyNet,
    RemoveNet,
    DropHeld,
    ReadTraffic,
    WatchRip,
    AskAdminDll,
    AdminDllLate,
    RequestCompleted,
    Publish,
    ShutdownComplete>;

/// One of them; a type of its own for the reason that events::Event is one.
struct Output : AnyOutput {
    using AnyOutput::AnyOutput;
    Output(const Output& other);
    Output(Output&& other) noexcept;
    Output& operator=(const Output& other);
    Output& operator=(Output&& other) noexcept;
    ~Output();
};

}  // namespace mprd::router
