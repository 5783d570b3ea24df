// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/chap_supplicant.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <charconv>

namespace mprd::ppp {
namespace {

/// The error code of an MS-CHAPv2 failure message "E=eeeeeeeeee R=r C=... V=v M=..." (RFC 2759
/// section 6). The codes are those of the router API.
Errc failure_code(std::string_view message) {
    constexpr std::string_view kKey = "E=";
    const std::size_t key = message.find(kKey);
    if (key == std::string_view::npos) {
        return Errc::AuthenticationFailure;
    }
    const std::string_view digits = message.substr(key + kKey.size());
    std::uint32_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    for (const Errc known :
         {Errc::RestrictedLogonHours,
          Errc::AccountDisabled,
          Errc::PasswordExpired,
          Errc::NoDialinPermission}) {
        if (to_code(known) == number) {
            return known;
        }
    }
    return Errc::AuthenticationFailure;
}

/// Text from the peer for people to read: printable ASCII only, and not much of it.
std::string printable(std::string_view text) {
    constexpr std::size_t kLongest = 100;
    std::string clean(text.substr(0, kLongest));
    std::replace_if(
        clean.begin(), clean.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '?'
    );
    return clean;
}

}  // namespace

ChapSupplicant::ChapSupplicant(AuthMethod method, const PppConfig& config, LinkContext& link)
    : AuthExchange(method, config, link), password_(config.auth.password) {
    set_user_name(config.auth.user_name);
}

void ChapSupplicant::start(TimePoint /*now*/) {}  // the authenticator speaks first

void ChapSupplicant::receive(TimePoint now, const wire::ControlPacket& packet) {
    if (outcome() == Outcome::Failed) {
        return;
    }
    if (packet.code == kChapChallenge) {
        return receive_challenge(now, packet);
    }
    const bool is_verdict = packet.code == kChapSuccess || packet.code == kChapFailure;
    if (!is_verdict || !is_waiting_ || packet.id != id_) {
        ++link().packets_unexpected;
        return;
    }
    is_waiting_ = false;
    timer().stop();
    if (packet.code == kChapSuccess) {
        receive_success(packet);
    } else {
        receive_failure(packet);
    }
}

void ChapSupplicant::receive_challenge(TimePoint now, const wire::ControlPacket& packet) {
    const auto challenge = parse_chap_value(packet.data);
    const bool fits = challenge && (method() != AuthMethod::MsChapV2 ||
                                    challenge->value.size() == mschapv2::Challenge{}.size());
    if (!fits) {
        ++link().packets_malformed;
        return;
    }
    const Bytes value(challenge->value.begin(), challenge->value.end());
    if (value == link().own_challenge) {
        // The peer wants us to solve the riddle that we set (RFC 1994 section 2.2, both roles).
        return fail(Errc::AuthenticationFailure, "the peer sends our own challenge back");
    }
    const bool is_repeated = packet.id == id_ && value == challenge_;
    if (!is_repeated) {
        id_ = packet.id;
        challenge_ = value;
        Bytes answer;
        if (method() == AuthMethod::MsChapV2) {
            answer = respond_mschapv2(challenge_);
        } else {
            const auto digest = chap_md5(link().crypto, id_, password_.reveal(), challenge_);
            answer.assign(digest.begin(), digest.end());
        }
        response_ = make_chap_value(answer, user_name());
        timer().reset_interval();
    }
    is_waiting_ = true;
    suspect(Errc::AuthenticationFailure, "the peer ended the link after our CHAP response");
    send_response(now);
}

Bytes ChapSupplicant::respond_mschapv2(ByteSpan challenge) {
    mschapv2::Exchange exchange;
    std::copy(challenge.begin(), challenge.end(), exchange.authenticator.begin());
    link().entropy.fill(exchange.peer);
    exchange.user_name = mschapv2::without_domain(user_name());
    const auto& crypto = link().crypto;
    const auto response = mschapv2::nt_response(crypto, exchange, password_.reveal());
    expected_ = mschapv2::authenticator_response(crypto, exchange, response, password_.reveal());
    return make_mschapv2_value({exchange.peer, response});
}

void ChapSupplicant::send_response(TimePoint now) {
    link().send(wire::kProtocolChap, wire::make_control_packet(kChapResponse, id_, response_));
    timer().start(now);
}

void ChapSupplicant::receive_success(const wire::ControlPacket& packet) {
    if (method() == AuthMethod::MsChapV2) {
        const ByteSpan shown = packet.data.first(std::min(packet.data.size(), expected_.size()));
        if (!Secret::equal_in_constant_time(shown, as_bytes(expected_))) {
            return fail(
                Errc::UnableToAuthenticateServer, "the peer does not know our password (MS-CHAPv2)"
            );
        }
    }
    succeed();
}

void ChapSupplicant::receive_failure(const wire::ControlPacket& packet) {
    const std::string_view message = as_text(packet.data);
    fail(failure_code(message), "the peer refuses our CHAP response: " + printable(message));
}

void ChapSupplicant::handle_timeout(TimePoint now) {
    // RFC 1994 leaves repeating to the authenticator, but a lost Success would never be repeated:
    // ask for it by repeating the Response (section 4.2).
    if (timer().is_due(now) && is_waiting_) {
        send_response(now);
    }
}

}  // namespace mprd::ppp
