// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/auth_exchange.hpp"
#include "core/ppp/chap_packet.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::ppp {

/// Challenges the peer: CHAP with MD5 (RFC 1994) or MS-CHAPv2 (RFC 2759); again at intervals on an
/// open link, if so configured.
/// A wrong answer ends the link with 924; no answer ends it with 718. With MS-CHAPv2 the peer may
/// try again (RFC 2759 section 6), AuthSettings::max_tries times in all.
class ChapAuthenticator final : public AuthExchange {
public:
    /// `method` is ChapMd5 or MsChapV2.
    ChapAuthenticator(AuthMethod method, const PppConfig& config, LinkContext& link);

    /// Sends the first Challenge (RFC 1994 section 4.1).
    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;
    void handle_timeout(TimePoint now) override;
    /// Compares the Response that waits and sends Success or Failure. Without a secret: Failure.
    void secret_found(TimePoint now, const std::optional<Secret>& secret) override;
    [[nodiscard]] std::optional<TimePoint> next_deadline() const override;

private:
    enum class State {
        Idle,        ///< not started
        Challenged,  ///< waiting for a Response
        Checking,    ///< waiting for the answer to PeerSecretWanted
        Decided,     ///< the last Response was answered; repetitions get the same answer
    };

    /// A new identifier and 16 unpredictable octets; the old challenge counts no longer.
    void new_challenge();
    void send_challenge(TimePoint now);
    void receive_response(const wire::ControlPacket& packet);
    /// Whether response_ answers challenge_ under `secret`.
    [[nodiscard]] bool is_right(const Secret& secret) const;
    [[nodiscard]] mschapv2::Exchange exchange(const MsChapV2Value& value) const;
    void accept(TimePoint now, const Secret& secret);
    void refuse();
    void reply(std::uint8_t code, std::string message);

    /// Name field of our Challenges.
    std::string server_name_;
    /// From a success to the next Challenge; zero: never again.
    Duration challenge_interval_;
    int max_transmissions_;
    /// Answers that MS-CHAPv2 still allows.
    int tries_left_;

    State state_ = State::Idle;
    /// Identifier that a Response must carry.
    std::uint8_t id_ = 0;
    /// Value of the Challenge that counts, 16 octets.
    Bytes challenge_;
    Bytes response_;  ///< value of the Response that is being checked
    /// How often the Challenge may still be sent before 718.
    int transmissions_left_ = 0;
    /// When an open link is challenged again.
    std::optional<TimePoint> next_challenge_;

    /// The last verdict, kept for a Response that comes again (RFC 1994 section 4.2).
    std::uint8_t reply_id_ = 0;
    std::uint8_t reply_code_ = 0;  ///< zero: nothing decided yet
    std::string reply_message_;
};

}  // namespace mprd::ppp
