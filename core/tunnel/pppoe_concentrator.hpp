// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/error.hpp"
#include "core/base/fifo.hpp"
#include "core/base/random.hpp"
#include "core/base/time.hpp"
#include "core/tunnel/pppoe_messages.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace mprd::tunnel {

/// The access concentrator of one Ethernet interface: answers discovery and keeps the table of its
/// sessions (RFC 2516 section 5). An engine: PPP frames do not pass through it.
///
/// Trusts no caller: a PADI makes no state at all. Its answer carries a cookie, a keyed hash of the
/// caller's address and the time; only who returns it, and so gets frames at that address, can have
/// a session (RFC 2516 section 9). Sessions have limits, and end when no PPP frame comes.
class PppoeConcentrator {
public:
    /// A cookie is good for this long at least, and for twice as long at most.
    static constexpr Duration kCookieLife = std::chrono::seconds{30};
    /// From PADS to the first PPP frame of the caller.
    static constexpr Duration kHalfOpenLimit = std::chrono::seconds{10};
    /// A PADR with the Host-Uniq of a session that is no older is its repetition.
    static constexpr Duration kRepetitionLimit = std::chrono::seconds{10};
    /// Ids 1 to 65534.
    static constexpr std::uint32_t kMaxSessions = 0xfffe;
    /// Octets of a Host-Uniq that is kept; a PADR with a longer one is not answered.
    static constexpr std::size_t kMaxHostUniq = 256;

    struct Settings {
        std::string ac_name{};
        std::vector<std::string> services{};  ///< offered by name; empty: whatever is asked for
        /// Largest PPP payload that we can carry; above 1492 for callers that ask (RFC 4638).
        std::uint16_t max_payload = wire::kPppoeMru;
        std::uint32_t max_sessions = kMaxSessions;
        std::uint32_t max_sessions_per_peer = kMaxSessions;
    };

    // ---- inputs
    using Received = PppoeDiscoveryReceived;
    /// So many calls can be taken now. None at the start; each call that begins takes one.
    struct PortsFree {
        std::uint32_t count = 0;
    };
    /// A PPP frame of the caller arrived. Needed once for each session.
    struct FirstFrame {
        std::uint16_t session = 0;
    };
    /// Ours to end it. No CallEnded follows.
    struct HangUp {
        std::uint16_t session = 0;
    };
    using Input = std::variant<Received, PortsFree, FirstFrame, HangUp>;

    // ---- outputs
    using Send = SendPppoeDiscovery;
    /// Somebody calls; PADS is sent.
    struct CallBegan {
        PppoeSession session;
    };
    /// 629: the caller ended it; 721: no PPP frame came within kHalfOpenLimit.
    struct CallEnded {
        std::uint16_t session = 0;
        Error error;
    };
    using Output = std::variant<Send, CallBegan, CallEnded>;

    /// `crypto` must outlive it; the key of the cookies is drawn from `entropy`.
    PppoeConcentrator(Settings settings, const Crypto& crypto, Entropy& entropy);

    void handle(TimePoint now, const Input& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Output> poll_output();
    /// nullopt while no session is half open.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;
    [[nodiscard]] std::size_t session_count() const { return sessions_.size(); }

private:
    using Cookie = std::array<std::uint8_t, 16>;
    struct Session {
        wire::MacAddress peer;
        std::string request;  ///< key in requests_; empty: the caller sent no Host-Uniq
        Bytes pads;           ///< to answer a repeated PADR
        TimePoint since;
        bool is_half_open = true;
    };
    struct HalfOpen {
        std::uint16_t session = 0;
        TimePoint since;  ///< that of the session, or it is about an older one of that id
    };

    void on_padi(TimePoint now, wire::MacAddress from, const wire::PppoeTags& tags);
    void on_padr(TimePoint now, wire::MacAddress from, const wire::PppoeTags& tags);
    void on_padt(wire::MacAddress from, std::uint16_t id);
    void receive(TimePoint now, const Received& received);

    /// The session that this PADR began already; nullptr if it is new.
    [[nodiscard]] const Session* find_repeated(
        TimePoint now, wire::MacAddress from, const std::string& request
    ) const;
    void begin_call(
        TimePoint now, wire::MacAddress from, const wire::PppoeTags& padr, std::string request
    );
    void refuse(
        wire::MacAddress to, const wire::PppoeTags& padr, wire::PppoeTag error, const char* text
    );
    void send_padt(std::uint16_t id, const Session& session);
    void erase(std::uint16_t id);
    /// Forgets entries of half_open_ whose session went on or ended.
    void drop_settled();
    [[nodiscard]] bool is_settled(const HalfOpen& entry) const;
    /// A free id; not one that was in use a moment ago.
    [[nodiscard]] std::uint16_t next_free_id();
    [[nodiscard]] std::uint32_t count_of(wire::MacAddress peer) const;

    [[nodiscard]] bool has_service(ByteSpan name) const;
    /// What PADO and PADS say of the largest payload: what was asked for, if we can.
    [[nodiscard]] std::optional<std::uint16_t> agreed_payload(const wire::PppoeTags& request) const;
    /// Tags that any answer repeats (RFC 2516 Appendix A), and the agreed payload.
    void repeat_tags(wire::PppoeDiscovery& answer, const wire::PppoeTags& request) const;
    [[nodiscard]] Cookie cookie(wire::MacAddress peer, std::int64_t epoch) const;
    [[nodiscard]] bool is_good_cookie(TimePoint now, wire::MacAddress from, ByteSpan shown) const;

    Settings settings_;
    const Crypto* crypto_;
    std::array<std::uint8_t, 20> key_{};
    std::uint16_t last_id_ = 0;
    std::uint32_t ports_free_ = 0;
    std::unordered_map<std::uint16_t, Session> sessions_;
    /// Caller's address and Host-Uniq, to the session that they began last.
    std::unordered_map<std::string, std::uint16_t> requests_;
    std::unordered_map<wire::MacAddress, std::uint32_t> counts_;  ///< sessions of each caller
    std::deque<HalfOpen> half_open_;  ///< in order of time; may name sessions that went on or ended
    Fifo<Output> outputs_;
};

}  // namespace mprd::tunnel
