// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/control_protocol.hpp"
#include "core/ppp/echo_keepalive.hpp"
#include "core/ppp/ppp_config.hpp"
#include "core/wire/framing.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::ppp {

/// LCP option types (RFC 1661 section 6, RFC 1662 section 7.1).
/// Maximum-Receive-Unit, 16 bits, RFC 1661 section 6.1.
inline constexpr std::uint8_t kLcpMru = 1;
/// Async-Control-Character-Map, 32 bits, bit n for character n, RFC 1662 section 7.1.
inline constexpr std::uint8_t kLcpAccm = 2;
/// Authentication-Protocol, RFC 1661 section 6.2.
inline constexpr std::uint8_t kLcpAuthProtocol = 3;
/// Magic-Number, 32 bits, RFC 1661 section 6.4.
inline constexpr std::uint8_t kLcpMagicNumber = 5;
/// Protocol-Field-Compression, a flag, RFC 1661 section 6.5.
inline constexpr std::uint8_t kLcpProtocolCompression = 7;
/// Address-and-Control-Field-Compression, a flag, RFC 1661 section 6.6.
inline constexpr std::uint8_t kLcpAddressCompression = 8;

/// Callback, an operation octet and more, RFC 1570 section 2.3.
inline constexpr std::uint8_t kLcpCallback = 13;
/// The operation that leaves the rest to CBCP.
inline constexpr std::uint8_t kCallbackByCbcp = 6;

/// The value that holds without the option, and that each implementation must be able to receive
/// (RFC 1661 section 6.1).
inline constexpr std::uint16_t kDefaultMru = 1500;
/// A smaller MRU leaves no room for IP fragments worth sending; such a wish is nakked.
inline constexpr std::uint16_t kSmallestMru = 128;

/// The Link Control Protocol, RFC 1661 sections 5 and 6: agrees on framing and on who proves by
/// what who he is, finds looped and dead lines, and rejects what nobody here speaks.
/// Fails with 737 on a looped line, 829 when echoes stay without answer, 919 when the peer refuses
/// each method that we require, 722 when it rejects LCP, beside the failures of ControlProtocol.
class Lcp final : public ControlProtocol {
public:
    /// `link` must outlive the object; the settings are copied.
    Lcp(const PppConfig& config, LinkContext& link);

    /// Framing agreed on; the defaults of RFC 1662 unless LCP is open.
    [[nodiscard]] wire::FramingOptions framing() const;
    /// The method by which the peer must prove who he is, and the one by which we must.
    [[nodiscard]] std::optional<AuthMethod> peer_auth() const { return ours_.auth; }
    [[nodiscard]] std::optional<AuthMethod> local_auth() const { return theirs_.auth; }
    /// Both ends want CBCP, whichever has asked for it.
    [[nodiscard]] bool has_call_back() const { return ours_.call_back || theirs_.call_back; }
    [[nodiscard]] std::uint32_t local_magic() const { return ours_.magic; }
    [[nodiscard]] std::uint32_t peer_magic() const { return theirs_.magic; }
    /// What was agreed on, for people.
    /// Example: "mru 1500 accm 0 pfc acfc": what we may send.
    [[nodiscard]] std::string describe() const;
    /// A better reason than "the peer hung up" if negotiation ends without agreement.
    /// Today 918: the peer demands a method that we do not offer.
    [[nodiscard]] const std::optional<Error>& suspicion() const { return suspicion_; }

    /// Sends a Protocol-Reject for a frame of a protocol that we do not have (RFC 1661
    /// section 5.7). Sends few a second, whatever the peer does.
    /// Ten a second at most. Does nothing unless LCP is open. Cuts `information` to the peer's MRU.
    void reject_protocol(TimePoint now, std::uint16_t protocol, ByteSpan information);
    /// A protocol of ours that the peer has rejected, once.
    [[nodiscard]] std::optional<std::uint16_t> poll_rejected_protocol();

    /// Restart timer and echo interval.
    void handle_timeout(TimePoint now) override;
    [[nodiscard]] std::optional<TimePoint> next_deadline() const override;

private:
    /// One direction's options. The members say what holds if the option is absent.
    struct Options {
        /// Octets of the longest information field that the receiver takes.
        std::uint16_t mru = kDefaultMru;
        /// Bit n set: the sender escapes character n.
        std::uint32_t accm = 0xffffffff;
        std::uint32_t magic = 0;  ///< zero: none
        bool protocol_compression = false;
        bool address_compression = false;
        bool call_back = false;  ///< by CBCP
        /// What the receiver of the option must prove himself by; absent: nothing.
        std::optional<AuthMethod> auth;
    };

    void begin_request() override;
    void write_request(wire::OptionWriter writer) override;
    void begin_judging() override;
    [[nodiscard]] Opinion judge(const wire::Option& option) override;
    void write_missing(wire::OptionWriter writer) override;
    void nakked(const wire::Option& option) override;
    void rejected(const wire::Option& option) override;
    void gave_up_on(std::uint8_t option_type) override;
    void went_up(TimePoint now) override;
    void went_down() override;
    [[nodiscard]] bool receive_other(TimePoint now, const wire::ControlPacket& packet) override;
    void code_rejected(std::uint8_t code) override;

    /// Naks an MRU below kSmallestMru.
    [[nodiscard]] Opinion judge_mru(const wire::Option& option);
    /// Takes any map.
    [[nodiscard]] Opinion judge_accm(const wire::Option& option);
    /// Accepts what offer_ has; naks with the next method of it; rejects when it is empty.
    [[nodiscard]] Opinion judge_auth(const wire::Option& option);
    /// Naks zero and our own number (RFC 1661 section 6.4).
    [[nodiscard]] Opinion judge_magic(const wire::Option& option);
    /// Accepts the operation that we have, if we call back; naks another one with it.
    [[nodiscard]] Opinion judge_call_back(const wire::Option& option);
    /// Goes to the next method of require_; 919 when there is none left.
    void nakked_auth(const wire::Option& option);
    /// The peer proves nothing: 919, unless our own proof may do for it.
    void peer_refused_auth(const char* detail);
    /// The methods by which we prove who we are to this peer, as far as we know him now.
    [[nodiscard]] const std::vector<AuthMethod>& acceptable() const;
    void receive_protocol_reject(const wire::ControlPacket& packet);
    /// Answers a request with our magic number and the peer's data; a reply shows that the peer
    /// lives.
    void receive_echo(const wire::ControlPacket& packet);
    void send_echo();
    /// Counts towards 737 (RFC 1661 section 6.4).
    void saw_own_magic();
    /// Random, never zero.
    [[nodiscard]] std::uint32_t new_magic();

    LcpSettings settings_;
    CallBackSettings::Role call_back_role_;
    /// AuthSettings::offer: what we may be asked for.
    std::vector<AuthMethod> offer_;
    /// AuthSettings::require: what we ask for, best first.
    std::vector<AuthMethod> require_;
    Options ours_;    ///< asked for in our request: how the peer sends, who it proves to be
    Options theirs_;  ///< asked for by the peer: how we send
    /// Index of the method that the next Nak suggests.
    std::size_t next_offer_ = 0;
    /// MS-CHAPv2 if it is in offer_: what may stand in for a proof of the peer.
    std::vector<AuthMethod> mutual_;
    AuthSettings::Unproved unproved_;
    /// Refusals of our Authentication-Protocol so far.
    std::size_t require_index_ = 0;
    /// Own magic numbers in a row; the fourth is 737.
    int own_magic_seen_ = 0;
    EchoKeepalive keepalive_;
    std::optional<Error> suspicion_;
    std::optional<std::uint16_t> rejected_protocol_;
    /// Start of the second in which Protocol-Rejects are counted.
    TimePoint reject_window_;
    int rejects_in_window_ = 0;
};

}  // namespace mprd::ppp
