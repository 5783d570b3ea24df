// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/chap_authenticator.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>

namespace mprd::ppp {
namespace {

/// RFC 2759 section 3 demands 16; for MD5 (RFC 1994 section 2.3) it is as good as any.
constexpr std::size_t kChallengeSize = 16;

std::string to_hex(ByteSpan bytes) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0fU];
    }
    return text;
}

}  // namespace

ChapAuthenticator::ChapAuthenticator(AuthMethod method, const PppConfig& config, LinkContext& link)
    : AuthExchange(method, config, link),
      server_name_(config.auth.server_name),
      challenge_interval_(config.auth.challenge_interval),
      max_transmissions_(config.limits.max_configure),
      tries_left_(config.auth.max_tries) {}

void ChapAuthenticator::start(TimePoint now) {
    id_ = static_cast<std::uint8_t>(link().random.next_u32() & 0xffU);
    new_challenge();
    send_challenge(now);
}

void ChapAuthenticator::new_challenge() {
    ++id_;  // RFC 1994 section 4.1: changes with each new challenge
    challenge_.resize(kChallengeSize);
    link().entropy.fill(challenge_);
    link().own_challenge = challenge_;
    transmissions_left_ = max_transmissions_;
    state_ = State::Challenged;
    timer().reset_interval();
}

void ChapAuthenticator::send_challenge(TimePoint now) {
    const Bytes data = make_chap_value(challenge_, server_name_);
    link().send(wire::kProtocolChap, wire::make_control_packet(kChapChallenge, id_, data));
    --transmissions_left_;
    timer().start(now);
}

void ChapAuthenticator::receive(TimePoint /*now*/, const wire::ControlPacket& packet) {
    if (packet.code != kChapResponse) {
        ++link().packets_unexpected;
        return;
    }
    if (state_ == State::Challenged && packet.id == id_) {
        return receive_response(packet);
    }
    if (reply_code_ != 0 && packet.id == reply_id_) {
        // RFC 1994 section 4.2: our Success or Failure was lost; the same code goes out again.
        return reply(reply_code_, reply_message_);
    }
    ++link().packets_unexpected;
}

void ChapAuthenticator::receive_response(const wire::ControlPacket& packet) {
    const auto response = parse_chap_value(packet.data);
    if (!response) {
        ++link().packets_malformed;
        return;
    }
    timer().stop();
    state_ = State::Checking;
    response_.assign(response->value.begin(), response->value.end());
    set_user_name(std::string(response->name));
    link().emit(PeerSecretWanted{user_name(), method()});
}

void ChapAuthenticator::secret_found(TimePoint now, const std::optional<Secret>& secret) {
    if (state_ != State::Checking) {
        return;
    }
    state_ = State::Decided;
    if (secret && is_right(*secret)) {
        accept(now, *secret);
    } else {
        refuse();
    }
}

bool ChapAuthenticator::is_right(const Secret& secret) const {
    const Crypto& crypto = link().crypto;
    if (method() != AuthMethod::MsChapV2) {
        const auto digest = chap_md5(crypto, id_, secret.reveal(), challenge_);
        return Secret::equal_in_constant_time(digest, response_);
    }
    const auto value = parse_mschapv2_value(response_);
    if (!value) {
        return false;
    }
    const auto expected = mschapv2::nt_response(crypto, exchange(*value), secret.reveal());
    return Secret::equal_in_constant_time(expected, value->nt_response);
}

mschapv2::Exchange ChapAuthenticator::exchange(const MsChapV2Value& value) const {
    mschapv2::Exchange exchange;
    std::copy(challenge_.begin(), challenge_.end(), exchange.authenticator.begin());
    exchange.peer = value.peer_challenge;
    exchange.user_name = mschapv2::without_domain(user_name());
    return exchange;
}

void ChapAuthenticator::accept(TimePoint now, const Secret& secret) {
    std::string message;
    if (const auto value = parse_mschapv2_value(response_);
        value && method() == AuthMethod::MsChapV2) {
        message = mschapv2::authenticator_response(
            link().crypto, exchange(*value), value->nt_response, secret.reveal()
        );
    }
    succeed();
    if (challenge_interval_ > Duration::zero()) {
        next_challenge_ = now + challenge_interval_;
    }
    reply(kChapSuccess, std::move(message));
}

void ChapAuthenticator::refuse() {
    const std::string detail = "wrong CHAP response of " + user_name();
    suspect(Errc::RemoteAuthenticationFailure, detail);
    const bool may_retry = method() == AuthMethod::MsChapV2 && --tries_left_ > 0;
    if (method() != AuthMethod::MsChapV2) {
        reply(kChapFailure, "");
        return fail(Errc::RemoteAuthenticationFailure, detail);
    }
    // RFC 2759 section 6. The retry carries the next identifier and answers the new challenge,
    // which is not sent in a packet of its own.
    const std::uint8_t refused = id_;
    if (may_retry) {
        new_challenge();
    }
    reply_id_ = refused;
    reply(
        kChapFailure,
        "E=691 R=" + std::string(may_retry ? "1" : "0") + " C=" + to_hex(challenge_) + " V=3"
    );
    if (!may_retry) {
        fail(Errc::RemoteAuthenticationFailure, detail);
    }
}

void ChapAuthenticator::reply(std::uint8_t code, std::string message) {
    if (state_ == State::Decided) {
        reply_id_ = id_;
    }
    link().send(wire::kProtocolChap, wire::make_control_packet(code, reply_id_, as_bytes(message)));
    reply_code_ = code;
    reply_message_ = std::move(message);
}

void ChapAuthenticator::handle_timeout(TimePoint now) {
    if (next_challenge_ && *next_challenge_ <= now) {
        next_challenge_.reset();
        new_challenge();
        return send_challenge(now);
    }
    if (!timer().is_due(now)) {
        return;
    }
    if (transmissions_left_ <= 0) {
        return fail(Errc::PppTimeout, "the peer does not answer our CHAP challenge");
    }
    send_challenge(now);
}

std::optional<TimePoint> ChapAuthenticator::next_deadline() const {
    return earlier(timer().deadline(), next_challenge_);
}

}  // namespace mprd::ppp
