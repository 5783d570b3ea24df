// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd::ppp {

/// The engine's own type; the tables say AuthKind, which has the same three.
enum class AuthMethod : std::uint8_t {
    Pap,       ///< RFC 1334
    ChapMd5,   ///< RFC 1994
    MsChapV2,  ///< RFC 2759
};

/// "pap", "chap-md5", "mschapv2": the words of configuration and answers.
[[nodiscard]] const char* to_string(AuthMethod method);

/// All methods, the strongest first.
[[nodiscard]] std::vector<AuthMethod> all_auth_methods();

/// Timers and counters of RFC 1661 section 4.6, under their names there. The first restart interval
/// is short and doubles up to `restart_timer` (design section 11), because one lost
/// Configure-Request would otherwise rule the whole call.
struct RestartLimits {
    /// First wait for an answer.
    Duration first_restart = std::chrono::milliseconds{250};
    /// Longest wait, after doubling: the Restart Timer of the RFC.
    Duration restart_timer = std::chrono::seconds{3};
    /// Configure-Requests without an answer before 721.
    int max_configure = 10;
    /// Terminate-Requests without an answer before the link is down anyway.
    int max_terminate = 2;
    int max_failure = 5;  ///< Configure-Naks before Configure-Reject
};

/// What we ask for and demand in LCP (RFC 1661 section 6).
struct LcpSettings {
    /// Octets; the longest information field that we take. The peer may nak it down, not up.
    std::uint16_t mru = 1500;
    /// Bit n for control character n (RFC 1662 section 7.1).
    std::uint32_t accm = 0;            ///< what we ask the peer to escape
    bool protocol_compression = true;  ///< PFC
    bool address_compression = true;   ///< ACFC
    /// The line carries whole frames: nothing of HDLC framing (ACCM, ACFC) is asked for or granted,
    /// and PFC is not asked for (RFC 2516 section 7).
    bool whole_frames = false;
    /// Octets; the longest information field that the line carries to the peer, whatever he takes.
    std::uint16_t line_mru = 0xffff;
    /// Echo-Request period on an open link, zero for none; the link is dead after `echo_failures`
    /// without an answer.
    Duration echo_interval = std::chrono::seconds{20};
    /// Echo-Requests in a row; then the link ends with 829.
    int echo_failures = 4;
    /// Wait for the peer's first packet before sending ours (an answering port on a quiet line).
    bool passive = false;
};

/// Both directions of authentication. Which ones take place is decided by LCP.
struct AuthSettings {
    /// Methods by which we are ready to prove who we are. Empty: we refuse to authenticate.
    std::vector<AuthMethod> offer = all_auth_methods();
    /// Who we say we are, with the password below; for methods of `offer`.
    std::string user_name;
    Secret password;
    /// Methods that we demand of the peer, best first. Empty: the peer need not authenticate.
    std::vector<AuthMethod> require;
    /// What becomes of a peer that proves nothing.
    enum class Unproved {
        Trusted,   ///< taken if nothing of `require` was asked: we have dialled its number
        IfMutual,  ///< taken, asked or not, if our own proof is by MS-CHAPv2, in which the peer
                   ///< shows that it knows our password; else 919
    };
    Unproved unproved = Unproved::Trusted;
    /// Who speaks first where both ends prove who they are. If it is the peer, one that fails gets
    /// neither a password nor an answer to its challenge from us.
    enum class Order {
        Any,
        PeerFirst,
        PeerNamesUs,  ///< who we are depends on who the peer is: PeerSecretFound::proof
    };
    Order order = Order::Any;
    std::string server_name = "mprd";  ///< the name in our challenges
    Duration challenge_interval{};     ///< re-challenge of an open link (CHAP), zero for never
    Duration time_limit =
        std::chrono::seconds{30};  ///< for the whole authentication phase, on either side
    int max_tries =
        3;  ///< wrong answers before the link is ended, where the protocol allows a retry
};

/// Call-back, negotiated by LCP's Callback option (RFC 1570 section 2.3, operation 6) and CBCP.
struct CallBackSettings {
    /// What we are in it.
    enum class Role {
        None,          ///< the peer's option is rejected, and we have none
        Ask,           ///< we have called, and may be called back
        AskAndInsist,  ///< the same; a peer that does CBCP and does not call back is ended with 704
        Answer,        ///< we may call the peer back: PeerSecretFound::call_back
    };
    Role role = Role::None;
    /// Ask: where we can be called; empty: the peer knows. At most wire::kMaxCallBackText.
    std::string number;
    std::uint8_t delay_seconds = 12;  ///< asked for, from the end of this call to the next
    /// For the whole phase, on either side.
    Duration time_limit = std::chrono::seconds{30};
};

/// What we want of IPCP (RFC 1332, RFC 1877).
struct IpcpSettings {
    /// False: the peer's IPCP is answered with Protocol-Reject.
    bool enabled = true;
    Ipv4Address local;  ///< unspecified: ask the peer for one
    Ipv4Address peer;   ///< unspecified: take what the peer says; else give him this one if he asks
                        ///< for 0.0.0.0
    /// Insist on `local` / `peer`: any other value ends the link with 735.
    bool require_local = false;
    bool require_peer = false;
    /// Ask the peer for two DNS servers, or for two NetBIOS name servers (RFC 1877).
    bool ask_dns = true;
    bool ask_nbns = false;
    std::vector<Ipv4Address> give_dns;  ///< at most two, to a peer that asks (RFC 1877)
    std::vector<Ipv4Address> give_nbns;
};

/// What we want of IPV6CP (RFC 5072).
struct Ipv6cpSettings {
    /// False: the peer's IPV6CP is answered with Protocol-Reject.
    bool enabled = true;
    InterfaceIdentifier local;  ///< zero: a random one
    InterfaceIdentifier peer;   ///< zero: take what the peer says, or give a random one
};

/// Everything that one PPP link is to do. A value; the engine keeps a copy.
struct PppConfig {
    LcpSettings lcp;
    AuthSettings auth;
    CallBackSettings call_back;
    IpcpSettings ipcp;
    Ipv6cpSettings ipv6cp;
    RestartLimits limits;
    /// From link up to the first open network protocol; then the link is ended with 718.
    Duration negotiation_limit = std::chrono::seconds{60};
};

}  // namespace mprd::ppp
