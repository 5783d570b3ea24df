// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_client.hpp"

#include <algorithm>
#include <utility>

namespace mprd::tunnel {

using wire::PppoeCode;
using wire::PppoeDiscovery;
using wire::PppoeTag;
using wire::PppoeTags;

namespace {

std::string in_quotes(const std::string& name) {
    return '"' + name + '"';
}

std::string name_of(const PppoeTags& tags, PppoeTag type) {
    const auto value = tags.find(type);
    return value ? shown_pppoe_name(*value) : std::string();
}

}  // namespace

PppoeClient::PppoeClient(TimePoint now, Settings settings, RandomSource& random)
    : settings_(std::move(settings)), random_(&random) {
    begin_search(now);
}

void PppoeClient::handle(TimePoint now, const Input& input) {
    if (const auto* received = std::get_if<Received>(&input)) {
        receive(now, *received);
    } else {
        hang_up(now, std::get<HangUp>(input).cause);
    }
}

void PppoeClient::handle_timeout(TimePoint now) {
    if (!deadline_ || now < *deadline_) {
        return;
    }
    if (state_ == State::Initiating && sent_ >= kMaxPadi) {
        end(now,
            make_error(
                Errc::NoAnswer, unfit_.empty() ? "no access concentrator answered to PADI" : unfit_
            ));
        return;
    }
    if (state_ == State::Requesting && sent_ >= kMaxPadr) {
        if (round_ < kMaxRounds) {
            begin_search(now);
            return;
        }
        end(now,
            make_error(
                Errc::NoAnswer,
                "access concentrator " + in_quotes(session_.ac_name) + " did not answer to PADR"
            ));
        return;
    }
    send_request(now);
}

std::optional<PppoeClient::Output> PppoeClient::poll_output() {
    return outputs_.poll();
}

void PppoeClient::begin_search(TimePoint now) {
    ++round_;
    session_ = {};
    session_.peer = wire::MacAddress::broadcast();
    request_ = padi();
    enter(now, State::Initiating);
}

void PppoeClient::enter(TimePoint now, State state) {
    state_ = state;
    deadline_.reset();
    if (state == State::Initiating || state == State::Requesting) {
        sent_ = 0;
        interval_ = state == State::Initiating ? kFirstInterval : kFirstPadrInterval;
        send_request(now);
    }
}

void PppoeClient::send_request(TimePoint now) {
    outputs_.push(Send{session_.peer, request_});
    ++sent_;
    const Duration jitter = interval_ / kJitterPart * (random_->next_u32() & 0xffU) / 0x100;
    deadline_ = now + interval_ + jitter;
    interval_ = std::min(interval_ * 2, kLongestInterval);
}

void PppoeClient::receive(TimePoint now, const Received& received) {
    const auto packet = wire::parse_pppoe(received.packet);
    const auto tags = packet ? PppoeTags::parse(packet->payload) : std::nullopt;
    if (!tags || received.from.is_group()) {
        return;
    }
    const bool ours = tags->has(PppoeTag::HostUniq, settings_.host_uniq);
    if (packet->code == PppoeCode::Pado && ours && packet->session == kNoPppoeSession) {
        on_pado(now, received.from, *tags);
    } else if (packet->code == PppoeCode::Pads && ours) {
        on_pads(now, received.from, packet->session, *tags);
    } else if (packet->code == PppoeCode::Padt && received.from == session_.peer) {
        on_padt(now, packet->session, *tags);  // needs no tag (RFC 2516 section 5.5)
    }
}

void PppoeClient::on_pado(TimePoint now, wire::MacAddress from, const PppoeTags& tags) {
    if (state_ != State::Initiating) {
        return;  // the first offer that fits is taken
    }
    const std::string objections = objection(tags);
    if (!objections.empty()) {
        unfit_ = objections;
        return;
    }
    session_.peer = from;
    session_.ac_name = name_of(tags, PppoeTag::AcName);
    const auto relay = tags.find(PppoeTag::RelaySessionId).value_or(ByteSpan());
    relay_session_.assign(relay.begin(), relay.end());
    request_ = padr(tags);
    enter(now, State::Requesting);
}

std::string PppoeClient::objection(const PppoeTags& offer) const {
    const std::string who = "access concentrator " + in_quotes(name_of(offer, PppoeTag::AcName));
    if (const std::string error = pppoe_error_text(offer); !error.empty()) {
        return who + " answered to PADI with " + error;
    }
    if (!settings_.ac_name.empty() && !offer.has(PppoeTag::AcName, as_bytes(settings_.ac_name))) {
        return who + " answered, and not " + in_quotes(settings_.ac_name);
    }
    // RFC 2516 section 5.2 wants the name that was asked for in each offer. Where any service will
    // do, an offer without the tag is good enough: some access concentrators leave it out.
    if (!settings_.service.empty() &&
        !offer.has(PppoeTag::ServiceName, as_bytes(settings_.service))) {
        return who + " does not offer service " + in_quotes(settings_.service);
    }
    return {};
}

void PppoeClient::on_pads(
    TimePoint now, wire::MacAddress from, std::uint16_t id, const PppoeTags& tags
) {
    if (from != session_.peer || id == kReservedPppoeSession) {
        return;
    }
    if (state_ == State::Open && id != session_.id && id != kNoPppoeSession) {
        // It took a repeated PADR for a second call.
        outputs_.push(Send{from, padt(id)});
        return;
    }
    if (state_ != State::Requesting) {
        return;
    }
    if (id == kNoPppoeSession) {
        const std::string error = pppoe_error_text(tags);
        end(now,
            make_error(
                Errc::FromDevice,
                "access concentrator " + in_quotes(session_.ac_name) + " refused the call: " +
                    (error.empty() ? "it gave no session and no reason" : error)
            ));
        return;
    }
    session_.id = id;
    session_.service = name_of(tags, PppoeTag::ServiceName);
    // RFC 4638: only what the answer repeats is agreed on.
    if (wants_large_payload() && wire::max_payload_of(tags) == settings_.max_payload) {
        session_.max_payload = settings_.max_payload;
    }
    enter(now, State::Open);
    outputs_.push(Opened{session_});
}

void PppoeClient::on_padt(TimePoint now, std::uint16_t id, const PppoeTags& tags) {
    if (state_ != State::Open || id != session_.id) {
        return;
    }
    const std::string error = pppoe_error_text(tags);
    end(now,
        make_error(
            Errc::RemoteDisconnection,
            "access concentrator " + in_quotes(session_.ac_name) + " ended the session (PADT" +
                (error.empty() ? "" : ", " + error) + ')'
        ));
}

void PppoeClient::hang_up(TimePoint now, const Error& cause) {
    if (state_ == State::Ended) {
        return;
    }
    if (state_ == State::Open) {
        outputs_.push(Send{session_.peer, padt(session_.id)});
    }
    end(now, cause);
}

void PppoeClient::end(TimePoint now, Error error) {
    enter(now, State::Ended);
    outputs_.push(Ended{std::move(error)});
}

Bytes PppoeClient::padi() const {
    PppoeDiscovery packet(PppoeCode::Padi);
    packet.tag(PppoeTag::ServiceName, as_bytes(settings_.service))
        .tag(PppoeTag::HostUniq, settings_.host_uniq);
    if (wants_large_payload()) {
        packet.tag_u16(PppoeTag::PppMaxPayload, settings_.max_payload);
    }
    return packet.take();
}

Bytes PppoeClient::padr(const PppoeTags& offer) const {
    PppoeDiscovery packet(PppoeCode::Padr);
    packet.tag(PppoeTag::ServiceName, as_bytes(settings_.service))
        .tag(PppoeTag::HostUniq, settings_.host_uniq)
        .copy(PppoeTag::AcCookie, offer)
        .copy(PppoeTag::RelaySessionId, offer);
    if (wants_large_payload()) {
        packet.tag_u16(PppoeTag::PppMaxPayload, settings_.max_payload);
    }
    return packet.take();
}

Bytes PppoeClient::padt(std::uint16_t session) const {
    PppoeDiscovery packet(PppoeCode::Padt, session);
    packet.tag(PppoeTag::HostUniq, settings_.host_uniq);
    if (!relay_session_.empty()) {
        packet.tag(PppoeTag::RelaySessionId, relay_session_);
    }
    return packet.take();
}

}  // namespace mprd::tunnel
