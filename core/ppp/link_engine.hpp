// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"
#include "core/ppp/ppp_config.hpp"
#include "core/wire/call_back_option.hpp"
#include "core/wire/framing.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mprd::ppp {

/// Phases of a link, RFC 1661 section 3.2.
enum class Phase {
    /// No line: before LinkUp and after Finished.
    Dead,
    /// LCP negotiates.
    Establish,
    /// LCP is open; at least one side still proves who it is.
    Authenticate,
    /// LCP open, authentication done: the ends agree whether one calls the other back.
    CallBack,
    Network,  ///< LCP open, authentication and call-back done: network protocols negotiate or are
              ///< open
    /// The link is being ended; Finished follows.
    Terminate,
};
[[nodiscard]] const char* to_string(Phase phase);

// ---- inputs
// -------------------------------------------------------------------------------------------------

/// The line is open. Starts LCP (or waits for the peer, see LcpSettings::passive).
struct LinkUp {};
/// The line is gone. The engine ends with Finished at once.
struct LinkDown {
    /// Becomes the error of Finished unless an earlier cause is known.
    Error error;
};
/// A frame that is no data packet of an open network protocol: protocol field and information
/// field, de-framed.
struct FrameReceived {
    std::uint16_t protocol = 0;
    /// Without framing and FCS.
    ByteSpan information;  ///< valid during handle() only
};
/// End the link properly (Terminate-Request). Finished follows with `reason`.
struct CloseRequested {
    Errc reason = Errc::UserDisconnection;
};
/// Who we are to one peer.
struct OwnProof {
    std::string user_name;
    Secret password;
    /// By which of AuthSettings::offer we may prove it to him.
    std::vector<AuthMethod> methods;
};
/// The answer to PeerSecretWanted. nullopt: no such user, or he may not call.
struct PeerSecretFound {
    std::optional<Secret> secret;
    /// Addresses for this caller; unspecified / zero: what PppConfig says.
    Ipv4Address peer_ipv4;
    InterfaceIdentifier peer_ipv6;
    /// False: he must take peer_ipv4, or the link ends with 735.
    bool may_choose_ipv4 = false;
    /// With CallBackSettings::Role::Answer: what this caller is offered; no type twice, at least
    /// one of the first three.
    std::vector<wire::CallBackType> call_back{wire::CallBackType::None};
    /// With Order::PeerNamesUs; absent: a peer that asks who we are is ended with 918.
    std::optional<OwnProof> proof{};
};

/// The answer to CallBackWanted.
struct CallBackDecided {
    std::optional<Error> refusal;  ///< why he is not called at that number
};

using Input =
    std::variant<LinkUp, LinkDown, FrameReceived, CloseRequested, PeerSecretFound, CallBackDecided>;

// ---- outputs
// ------------------------------------------------------------------------------------------------

/// One frame to the peer. The codec adds framing, compression and FCS.
struct SendFrame {
    std::uint16_t protocol = 0;
    Bytes information;
};
/// To be in force for frames sent after this output and for all received ones.
struct FramingChanged {
    wire::FramingOptions options;
};
/// For the event log.
struct PhaseChanged {
    Phase from = Phase::Dead;
    Phase to = Phase::Dead;
};
/// A control protocol has reached Opened ("LCP", "CHAP", "IPCP", ...): for the event log and the
/// demo.
struct ProtocolOpened {
    std::uint16_t protocol = 0;
    std::string
        detail;  ///< what was agreed, for people: "mru 1500 accm 0 pfc acfc", "chap-md5 as branch1"
};
/// Authenticator: who says what he is? PeerSecretFound must follow (now or later; the engine keeps
/// its time limit).
struct PeerSecretWanted {
    std::string user_name;
    AuthMethod method = AuthMethod::Pap;
};
/// The peer has proved to be `user_name`.
struct PeerAuthenticated {
    std::string user_name;
    AuthMethod method = AuthMethod::Pap;
};
/// The caller wants to be called at this number; empty: at the one that is set for him.
/// CallBackDecided must follow (now or later; the engine keeps its time limit).
struct CallBackWanted {
    std::string number;
};
/// The ends have agreed on the call-back. Unless it is None the link ends now: the caller hangs up,
/// and the called end does if he does not.
struct CallBackAgreed {
    wire::CallBackType type = wire::CallBackType::None;
    std::string number;              ///< with CallerNumber and NumberList
    std::uint8_t delay_seconds = 0;  ///< asked for by the caller
};
/// IPCP is open: both addresses are agreed on. Repeated after each renegotiation.
struct Ipv4Opened {
    /// Ours.
    Ipv4Address local;
    /// His.
    Ipv4Address peer;
    /// Name servers that the peer told us (RFC 1877), at most two of each kind.
    std::vector<Ipv4Address> dns;
    std::vector<Ipv4Address> nbns;
};
/// IPCP has left Opened: no IPv4 packet may be sent.
struct Ipv4Closed {};
/// IPV6CP is open. The link-local addresses are fe80::/64 and these identifiers (RFC 5072 section
/// 5).
struct Ipv6Opened {
    InterfaceIdentifier local;
    InterfaceIdentifier peer;
};
/// IPV6CP has left Opened: no IPv6 packet may be sent.
struct Ipv6Closed {};
/// Packets sent from now on are not lost in the peer. Follows each Ipv4Opened and Ipv6Opened: a
/// peer acknowledges before its data path is open (pppd tells its kernel a few milliseconds later);
/// a probe tells when, see PeerReadiness. For a peer that answers no probe it comes after four
/// first restart intervals (1 s).
struct PeerReady {};
/// The last output, exactly once for each LinkUp. 0 (Ok) never appears: every end has a cause. The
/// line may be closed.
struct Finished {
    Error error;
};

using Output = std::variant<
    SendFrame,
    FramingChanged,
    PhaseChanged,
    ProtocolOpened,
    PeerSecretWanted,
    PeerAuthenticated,
    CallBackWanted,
    CallBackAgreed,
    Ipv4Opened,
    Ipv4Closed,
    Ipv6Opened,
    Ipv6Closed,
    PeerReady,
    Finished>;

/// What the peer made the engine count and drop, and what it agreed on; for GetInfo levels 1 to 3.
struct PppStatus {
    /// As in the last PhaseChanged.
    Phase phase = Phase::Dead;
    /// Counted over all calls of the engine.
    std::uint64_t packets_malformed = 0;
    std::uint64_t packets_unexpected = 0;
    std::uint64_t protocols_rejected = 0;
    std::optional<AuthMethod> local_auth;       ///< how we proved who we are
    std::optional<AuthMethod> peer_auth;        ///< how the peer did
    bool has_call_back = false;                 ///< LCP agreed on CBCP
    std::optional<CallBackAgreed> call_back{};  ///< and CBCP on this
    /// Present while the network protocol is open.
    std::optional<Ipv4Opened> ipv4;
    std::optional<Ipv6Opened> ipv6;
    wire::FramingOptions framing;
    /// As last requested by each end, and agreed on once LCP is open; zero: none.
    std::uint32_t local_magic = 0;
    std::uint32_t peer_magic = 0;
};

/// What sets a link up and ends it: PPP (PppEngine), or what takes its place on a line without PPP.
///
/// Contract: handle() one input (or handle_timeout()), then drain poll_output() until it is empty,
/// then arm a timer for next_deadline(); `now` never decreases; nothing calls back out; outputs own
/// their bytes.
class LinkEngine {
public:
    virtual ~LinkEngine() = default;
    /// An input that does not fit the phase does nothing.
    virtual void handle(TimePoint now, const Input& input) = 0;
    /// Does what is due at `now`; harmless when nothing is.
    virtual void handle_timeout(TimePoint now) = 0;
    /// The oldest output; nothing when all are taken.
    [[nodiscard]] virtual std::optional<Output> poll_output() = 0;
    /// Nothing while the phase is Dead.
    [[nodiscard]] virtual std::optional<TimePoint> next_deadline() const = 0;
    /// A copy; may be asked at any time.
    [[nodiscard]] virtual PppStatus status() const = 0;
};

}  // namespace mprd::ppp
