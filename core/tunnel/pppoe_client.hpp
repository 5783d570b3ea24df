// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/fifo.hpp"
#include "core/base/random.hpp"
#include "core/base/time.hpp"
#include "core/tunnel/pppoe_messages.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace mprd::tunnel {

/// One PPPoE call of ours, from the first PADI to the PADT at its end (RFC 2516 section 5). An
/// engine: PPP frames of the session do not pass through it.
///
///     Initiating --PADO that fits--> Requesting --PADS--> Open --PADT, hang-up--> Ended
///          ^                             |
///          +------- PADR unanswered -----+
class PppoeClient {
public:
    /// Until PADI is repeated first; doubles each time, as RFC 2516 section 8 wants.
    static constexpr Duration kFirstInterval = std::chrono::milliseconds{250};
    /// The same for PADR: some access concentrators work a while before PADS, and take a repetition
    /// for a second call.
    static constexpr Duration kFirstPadrInterval = std::chrono::seconds{1};
    static constexpr Duration kLongestInterval = std::chrono::seconds{4};
    /// PADI of one round: 12 seconds.
    static constexpr std::uint32_t kMaxPadi = 6;
    /// PADR before the access concentrator is given up: 7 seconds.
    static constexpr std::uint32_t kMaxPadr = 3;
    /// How often the search begins anew because PADR stayed without answer (RFC 2516 section 8).
    static constexpr std::uint32_t kMaxRounds = 2;
    /// An interval is longer by up to this part of it, so that many callers do not stay in step.
    static constexpr std::uint32_t kJitterPart = 8;

    struct Settings {
        std::string service{};  ///< Service-Name; empty: any
        std::string ac_name{};  ///< the only AC-Name to take an offer of; empty: any
        /// Largest PPP payload that we can carry; asked for when it is above 1492.
        std::uint16_t max_payload = wire::kPppoeMru;
        Bytes host_uniq{};  ///< tells answers for this call from others; must not be empty
    };

    // ---- inputs
    using Received = PppoeDiscoveryReceived;
    /// Ours to end it; Ended follows with this error.
    struct HangUp {
        Error cause;
    };
    using Input = std::variant<Received, HangUp>;

    // ---- outputs
    using Send = SendPppoeDiscovery;
    struct Opened {
        PppoeSession session;
    };
    /// The last output. 678: nobody answered or nothing fitted; 651: the access concentrator
    /// refused; 629: it ended the session.
    struct Ended {
        Error error;
    };
    using Output = std::variant<Send, Opened, Ended>;

    /// Starts at once. `random` must outlive it.
    PppoeClient(TimePoint now, Settings settings, RandomSource& random);

    /// What is not for this call changes nothing.
    void handle(TimePoint now, const Input& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Output> poll_output();
    /// nullopt once it is open or ended.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }

private:
    enum class State {
        Initiating,
        Requesting,
        Open,
        Ended,
    };
    /// The one door to another state.
    void enter(TimePoint now, State state);
    void begin_search(TimePoint now);

    void receive(TimePoint now, const Received& received);
    void on_pado(TimePoint now, wire::MacAddress from, const wire::PppoeTags& tags);
    void on_pads(
        TimePoint now, wire::MacAddress from, std::uint16_t id, const wire::PppoeTags& tags
    );
    void on_padt(TimePoint now, std::uint16_t id, const wire::PppoeTags& tags);
    void hang_up(TimePoint now, const Error& cause);

    /// Why an offer does not fit; empty if it does.
    [[nodiscard]] std::string objection(const wire::PppoeTags& offer) const;
    [[nodiscard]] Bytes padi() const;
    [[nodiscard]] Bytes padr(const wire::PppoeTags& offer) const;
    [[nodiscard]] Bytes padt(std::uint16_t session) const;
    [[nodiscard]] bool wants_large_payload() const {
        return settings_.max_payload > wire::kPppoeMru;
    }
    /// Sends `request_` once more and waits for the answer.
    void send_request(TimePoint now);
    void end(TimePoint now, Error error);

    Settings settings_;
    RandomSource* random_;
    State state_ = State::Initiating;
    std::optional<TimePoint> deadline_;
    Bytes request_;           ///< PADI or PADR under way
    std::uint32_t sent_ = 0;  ///< how often
    std::uint32_t round_ = 0;
    Duration interval_{};
    PppoeSession session_;  ///< peer and ac_name from the offer on, all of it when open
    Bytes relay_session_;   ///< Relay-Session-Id of the offer
    std::string unfit_;     ///< why the last offer was not taken
    Fifo<Output> outputs_;
};

}  // namespace mprd::tunnel
