// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/pap_authenticator.hpp"

#include "core/ppp/pap_supplicant.hpp"
#include "core/wire/protocol_numbers.hpp"

namespace mprd::ppp {
namespace {

/// A field with a length octet in front.
std::optional<ByteSpan> take_field(ByteReader& reader) {
    const auto length = reader.u8();
    return length ? reader.take(*length) : std::nullopt;
}

}  // namespace

PapAuthenticator::PapAuthenticator(const PppConfig& config, LinkContext& link)
    : AuthExchange(AuthMethod::Pap, config, link), tries_left_(config.auth.max_tries) {}

void PapAuthenticator::start(TimePoint /*now*/) {}

void PapAuthenticator::receive(TimePoint /*now*/, const wire::ControlPacket& packet) {
    ByteReader reader(packet.data);
    const auto name = take_field(reader);
    const auto password = take_field(reader);
    if (packet.code != kPapRequest || !name || !password) {
        ++(packet.code == kPapRequest ? link().packets_malformed : link().packets_unexpected);
        return;
    }
    if (outcome() == Outcome::Succeeded) {
        // RFC 1334 section 2.2.1: the Ack was lost; any request is answered as the first one was.
        id_ = packet.id;
        return reply(kPapAck);
    }
    if (outcome() == Outcome::Failed || is_checking_) {
        return;
    }
    id_ = packet.id;
    set_user_name(std::string(as_text(*name)));
    password_ = Secret(as_text(*password));
    is_checking_ = true;
    link().emit(PeerSecretWanted{user_name(), method()});
}

void PapAuthenticator::secret_found(TimePoint /*now*/, const std::optional<Secret>& secret) {
    if (!is_checking_) {
        return;
    }
    is_checking_ = false;
    const bool is_right = secret && *secret == password_;
    password_ = Secret();
    if (!is_right) {
        return refuse();
    }
    succeed();
    reply(kPapAck);
}

void PapAuthenticator::refuse() {
    reply(kPapNak);
    const std::string detail = "wrong name or password of " + user_name() + " (PAP)";
    suspect(Errc::RemoteAuthenticationFailure, detail);
    if (--tries_left_ <= 0) {
        fail(Errc::RemoteAuthenticationFailure, detail);
    }
}

void PapAuthenticator::reply(std::uint8_t code) {
    const std::uint8_t no_message[] = {0};  // the message's length octet, RFC 1334 section 2.2.2
    link().send(wire::kProtocolPap, wire::make_control_packet(code, id_, no_message));
}

void PapAuthenticator::handle_timeout(TimePoint /*now*/) {}

}  // namespace mprd::ppp
