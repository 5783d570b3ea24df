// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/pap_supplicant.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>

namespace mprd::ppp {
namespace {

/// Name and password each have a length octet.
constexpr std::size_t kLongestField = 255;

void append_field(Bytes& out, ByteSpan field) {
    const ByteSpan kept = field.first(std::min(field.size(), kLongestField));
    ByteWriter(out).u8(static_cast<std::uint8_t>(kept.size())).bytes(kept);
}

}  // namespace

PapSupplicant::PapSupplicant(const PppConfig& config, LinkContext& link)
    : AuthExchange(AuthMethod::Pap, config, link), password_(config.auth.password) {
    set_user_name(config.auth.user_name);
}

void PapSupplicant::start(TimePoint now) {
    id_ = static_cast<std::uint8_t>(link().random.next_u32() & 0xffU);
    suspect(Errc::AuthenticationFailure, "the peer ended the link instead of answering PAP");
    send_request(now);
}

void PapSupplicant::send_request(TimePoint now) {
    Bytes data;
    append_field(data, as_bytes(user_name()));
    append_field(data, password_.reveal());
    link().send(wire::kProtocolPap, wire::make_control_packet(kPapRequest, id_, data));
    wipe_memory(data.data(), data.size());
    timer().start(now);
}

void PapSupplicant::receive(TimePoint /*now*/, const wire::ControlPacket& packet) {
    const bool is_answer = packet.code == kPapAck || packet.code == kPapNak;
    if (!is_answer || packet.id != id_ || outcome() != Outcome::Pending) {
        ++link().packets_unexpected;
        return;
    }
    timer().stop();
    if (packet.code == kPapAck) {
        return succeed();
    }
    fail(Errc::AuthenticationFailure, "the peer refuses user name and password (PAP)");
}

void PapSupplicant::handle_timeout(TimePoint now) {
    if (timer().is_due(now)) {
        send_request(now);
    }
}

}  // namespace mprd::ppp
