// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"
#include "core/tunnel/l2tp_channel.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace mprd::l2tp {

/// One UDP socket address.
struct Endpoint {
    IpAddress address;
    std::uint16_t port = kPort;
    /// Of link-local IPv6 addresses; means nothing here.
    std::uint32_t scope = 0;
    [[nodiscard]] std::string to_string() const;
    friend auto operator<=>(const Endpoint&, const Endpoint&) = default;
};

/// One call, or one wait for a call, of the engine's owner. Never used twice.
using CallId = StrongId<struct CallTag>;

/// Who the engine is, and how much of others it bears.
struct EngineSettings {
    std::string host_name = "mprd";
    /// Of all tunnels; empty: peers are not asked for a proof, and a peer that asks for one is
    /// refused.
    Secret secret;
    /// Hide what may be hidden in our messages, the request for a tunnel excepted; needs a secret.
    bool hide_avps = false;
    /// As LNS number our data messages, as LAC ask for numbers and number ours.
    bool sequence_data = false;
    ChannelSettings channel;
    /// Silence of the peer after which a HELLO asks whether he is still there.
    Duration hello_interval = std::chrono::seconds{60};
    /// From the first message to the tunnel, and from the call's request to its end of set-up.
    Duration setup_limit = std::chrono::seconds{20};
    /// A tunnel that a peer asked for and does not complete.
    Duration half_open_limit = std::chrono::seconds{10};
    /// A tunnel of ours without a call is kept that long for the next one; a peer's twelve times
    /// as long.
    Duration idle_limit = std::chrono::seconds{5};
    /// For the peer to acknowledge our StopCCN.
    Duration stop_limit = std::chrono::seconds{5};
    std::size_t max_tunnels = 4096;
    std::size_t max_tunnels_per_peer = 64;
    /// Tunnels that peers asked for and did not complete: the oldest makes room for a new one.
    std::size_t max_half_open = 128;
    std::size_t max_half_open_per_peer = 16;
};

/// Calls per tunnel of a peer; more are refused.
inline constexpr std::size_t kMaxCallsPerTunnel = 30000;

/// How the data messages of one open call are addressed, both ways.
struct DataRoute {
    std::uint16_t local_tunnel = 0;
    /// Unique among all calls of the engine.
    std::uint16_t local_session = 0;
    std::uint16_t peer_tunnel = 0;
    std::uint16_t peer_session = 0;
    Endpoint peer;
    /// Number the data messages from the start; without it, as soon as the peer does (RFC 2661
    /// section 5.4: the LAC follows the LNS).
    bool is_sequenced = false;
    /// We are the LNS of this call: we do not follow the peer's numbering.
    bool is_lns = false;
};

// ---- inputs

/// A datagram that is a control message, or might be.
struct DatagramReceived {
    Endpoint from;
    ByteSpan bytes;  ///< valid during handle() only
};
/// Call as LAC. CallOpened or CallClosed follows.
struct OpenCall {
    CallId id;
    Endpoint peer;
    std::string called_number;  ///< may be empty
};
/// Wait as LNS for one call. CallOpened or CallClosed follows. Before the first one tunnels of
/// others are refused.
struct ListenCall {
    CallId id;
};
/// CallClosed follows if the call or the wait is still there.
struct CloseCall {
    CallId id;
    Errc reason = Errc::UserDisconnection;
};
/// Ends all tunnels; StopCCN is sent once and not waited for.
struct ShutDown {};

using Input = std::variant<DatagramReceived, OpenCall, ListenCall, CloseCall, ShutDown>;

// ---- outputs

struct SendDatagram {
    Endpoint to;
    Bytes bytes;
};
/// Data may flow.
struct CallOpened {
    CallId id;
    DataRoute route;
    std::uint32_t speed = 0;     ///< bit/s, as the LAC says; 0 unknown
    std::string calling_number;  ///< of the far end, when we are LNS; empty when unknown
    std::string peer_host_name;
};
/// The last word about a call, exactly once.
struct CallClosed {
    CallId id;
    Error error;
};
/// For the log.
struct TunnelOpened {
    Endpoint peer;
    std::string host_name;
};
struct TunnelClosed {
    Endpoint peer;
    Error error;
    std::uint16_t local_tunnel = 0;
};

using Output = std::variant<SendDatagram, CallOpened, CallClosed, TunnelOpened, TunnelClosed>;

/// What peers made the engine count and drop, and how much it holds.
struct EngineStatus {
    std::size_t tunnels = 0;
    std::size_t half_open_tunnels = 0;
    std::size_t calls = 0;  ///< open or being set up
    std::uint64_t packets_malformed = 0;
    /// Well formed, but for no tunnel, from another address, or in the wrong state.
    std::uint64_t packets_unexpected = 0;
    /// Requests for a tunnel that were refused or gave way to others.
    std::uint64_t tunnels_refused = 0;
    std::uint64_t calls_refused = 0;
};

}  // namespace mprd::l2tp
