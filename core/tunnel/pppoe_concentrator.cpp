// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_concentrator.hpp"

#include <algorithm>
#include <utility>

namespace mprd::tunnel {

using wire::MacAddress;
using wire::PppoeCode;
using wire::PppoeDiscovery;
using wire::PppoeTag;
using wire::PppoeTags;

namespace {

std::int64_t epoch_of(TimePoint now) {
    return now.time_since_epoch() / PppoeConcentrator::kCookieLife;
}

/// What makes a PADR the same as another one. A caller without Host-Uniq can have one request at a
/// time only.
std::string request_key(MacAddress from, const PppoeTags& padr) {
    std::string key(as_text(from.octets));
    key += as_text(padr.find(PppoeTag::HostUniq).value_or(ByteSpan()));
    return key;
}

/// In a time that does not tell how much was right.
bool equal_octets(ByteSpan a, ByteSpan b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        difference |= static_cast<unsigned>(a[i] ^ b[i]);
    }
    return difference == 0;
}

}  // namespace

PppoeConcentrator::PppoeConcentrator(Settings settings, const Crypto& crypto, Entropy& entropy)
    : settings_(std::move(settings)), crypto_(&crypto) {
    entropy.fill(key_);
    // A first id that differs from run to run: callers of the run before still send with theirs.
    std::array<std::uint8_t, 2> start{};
    entropy.fill(start);
    last_id_ = *ByteReader(start).u16();
}

void PppoeConcentrator::handle(TimePoint now, const Input& input) {
    if (const auto* received = std::get_if<Received>(&input)) {
        receive(now, *received);
    } else if (const auto* ports = std::get_if<PortsFree>(&input)) {
        ports_free_ = ports->count;
    } else if (const auto* frame = std::get_if<FirstFrame>(&input)) {
        if (const auto found = sessions_.find(frame->session); found != sessions_.end()) {
            found->second.is_half_open = false;
        }
    } else if (const auto* hang_up = std::get_if<HangUp>(&input)) {
        if (const auto found = sessions_.find(hang_up->session); found != sessions_.end()) {
            send_padt(found->first, found->second);
            erase(hang_up->session);
        }
    }
    drop_settled();
}

void PppoeConcentrator::handle_timeout(TimePoint now) {
    while (!half_open_.empty() && half_open_.front().since + kHalfOpenLimit <= now) {
        const HalfOpen due = half_open_.front();
        half_open_.pop_front();
        if (is_settled(due)) {
            continue;
        }
        send_padt(due.session, sessions_.at(due.session));
        erase(due.session);
        outputs_.push(CallEnded{
            due.session, make_error(Errc::PppNoResponse, "the caller sent no PPP frame after PADS")}
        );
    }
}

void PppoeConcentrator::drop_settled() {
    while (!half_open_.empty() && is_settled(half_open_.front())) {
        half_open_.pop_front();
    }
    // Behind one that waits, callers that come and go must not pile up.
    if (half_open_.size() > 2 * sessions_.size() + 16) {
        std::erase_if(half_open_, [this](const HalfOpen& entry) { return is_settled(entry); });
    }
}

bool PppoeConcentrator::is_settled(const HalfOpen& entry) const {
    const auto found = sessions_.find(entry.session);
    return found == sessions_.end() || found->second.since != entry.since ||
           !found->second.is_half_open;
}

std::optional<TimePoint> PppoeConcentrator::next_deadline() const {
    return half_open_.empty() ? std::nullopt
                              : std::optional(half_open_.front().since + kHalfOpenLimit);
}

std::optional<PppoeConcentrator::Output> PppoeConcentrator::poll_output() {
    return outputs_.poll();
}

void PppoeConcentrator::receive(TimePoint now, const Received& received) {
    const auto packet = wire::parse_pppoe(received.packet);
    const auto tags = packet ? PppoeTags::parse(packet->payload) : std::nullopt;
    if (!tags || received.from.is_group()) {
        return;
    }
    if (packet->code == PppoeCode::Padt) {
        on_padt(received.from, packet->session);
    } else if (packet->session != kNoPppoeSession) {
        return;
    } else if (packet->code == PppoeCode::Padi) {
        on_padi(now, received.from, *tags);
    } else if (packet->code == PppoeCode::Padr) {
        on_padr(now, received.from, *tags);
    }
}

void PppoeConcentrator::on_padi(TimePoint now, MacAddress from, const PppoeTags& tags) {
    const auto service = tags.find(PppoeTag::ServiceName);
    // Who cannot serve does not answer (RFC 2516 section 5.2).
    if (!service || !has_service(*service) || ports_free_ == 0) {
        return;
    }
    PppoeDiscovery pado(PppoeCode::Pado);
    pado.tag(PppoeTag::AcName, as_bytes(settings_.ac_name))
        .tag(PppoeTag::ServiceName, *service)
        .tag(PppoeTag::AcCookie, cookie(from, epoch_of(now)));
    repeat_tags(pado, tags);
    for (const std::string& name : settings_.services) {
        if (name != as_text(*service)) {
            pado.tag(PppoeTag::ServiceName, as_bytes(name));
        }
    }
    outputs_.push(Send{from, pado.take()});
}

void PppoeConcentrator::on_padr(TimePoint now, MacAddress from, const PppoeTags& tags) {
    const auto service = tags.find(PppoeTag::ServiceName);
    const auto shown = tags.find(PppoeTag::AcCookie);
    // No answer for a bad cookie: it may be another's address. Whoever had a good one once asks
    // anew with PADI.
    if (!service || !shown || !is_good_cookie(now, from, *shown)) {
        return;
    }
    std::string request = request_key(from, tags);
    if (request.size() > from.octets.size() + kMaxHostUniq) {
        return;
    }
    if (const Session* session = find_repeated(now, from, request)) {
        outputs_.push(Send{from, session->pads});
    } else if (!has_service(*service)) {
        refuse(from, tags, PppoeTag::ServiceNameError, "no such service");
    } else if (ports_free_ == 0 || sessions_.size() >= std::min(settings_.max_sessions, kMaxSessions)) {
        refuse(from, tags, PppoeTag::AcSystemError, "all ports are in use");
    } else if (count_of(from) >= settings_.max_sessions_per_peer) {
        refuse(from, tags, PppoeTag::AcSystemError, "too many sessions from this address");
    } else {
        begin_call(now, from, tags, std::move(request));
    }
}

const PppoeConcentrator::Session* PppoeConcentrator::find_repeated(
    TimePoint now, MacAddress from, const std::string& request
) const {
    const auto id = requests_.find(request);
    if (id == requests_.end()) {
        return nullptr;
    }
    const Session& session = sessions_.at(id->second);
    const bool has_host_uniq = request.size() > from.octets.size();
    const bool is_young = now - session.since <= kRepetitionLimit;
    return session.is_half_open || (has_host_uniq && is_young) ? &session : nullptr;
}

void PppoeConcentrator::begin_call(
    TimePoint now, MacAddress from, const PppoeTags& padr, std::string request
) {
    const std::uint16_t id = next_free_id();
    const ByteSpan service = *padr.find(PppoeTag::ServiceName);
    PppoeDiscovery pads(PppoeCode::Pads, id);
    pads.tag(PppoeTag::ServiceName, service);
    repeat_tags(pads, padr);

    requests_[request] = id;
    ++counts_[from];
    --ports_free_;
    half_open_.push_back({id, now});
    Session& session = sessions_[id];
    session = {from, std::move(request), pads.take(), now, true};

    outputs_.push(Send{from, session.pads});
    outputs_.push(CallBegan{
        {from,
         id,
         agreed_payload(padr).value_or(wire::kPppoeMru),
         shown_pppoe_name(service),
         settings_.ac_name}});
}

void PppoeConcentrator::refuse(
    MacAddress to, const PppoeTags& padr, PppoeTag error, const char* text
) {
    PppoeDiscovery pads(PppoeCode::Pads, kNoPppoeSession);
    pads.copy(PppoeTag::ServiceName, padr).tag(error, as_bytes(text));
    repeat_tags(pads, padr);
    outputs_.push(Send{to, pads.take()});
}

void PppoeConcentrator::on_padt(MacAddress from, std::uint16_t id) {
    const auto found = sessions_.find(id);
    if (found == sessions_.end() || found->second.peer != from) {
        return;
    }
    erase(id);
    outputs_.push(CallEnded{
        id, make_error(Errc::RemoteDisconnection, "the caller ended the session (PADT)")});
}

void PppoeConcentrator::send_padt(std::uint16_t id, const Session& session) {
    PppoeDiscovery padt(PppoeCode::Padt, id);
    const auto pads = wire::parse_pppoe(session.pads);
    if (const auto tags = PppoeTags::parse(pads->payload)) {
        padt.copy(PppoeTag::HostUniq, *tags).copy(PppoeTag::RelaySessionId, *tags);
    }
    outputs_.push(Send{session.peer, padt.take()});
}

void PppoeConcentrator::erase(std::uint16_t id) {
    const auto found = sessions_.find(id);
    const auto request = requests_.find(found->second.request);
    if (request != requests_.end() && request->second == id) {
        requests_.erase(request);
    }
    const auto count = counts_.find(found->second.peer);
    if (--count->second == 0) {
        counts_.erase(count);
    }
    sessions_.erase(found);
}

std::uint16_t PppoeConcentrator::next_free_id() {
    do {
        ++last_id_;
    } while (last_id_ == kNoPppoeSession || last_id_ == kReservedPppoeSession ||
             sessions_.contains(last_id_));
    return last_id_;
}

std::uint32_t PppoeConcentrator::count_of(MacAddress peer) const {
    const auto found = counts_.find(peer);
    return found == counts_.end() ? 0 : found->second;
}

bool PppoeConcentrator::has_service(ByteSpan name) const {
    const auto& services = settings_.services;
    return name.empty() || services.empty() ||
           std::find(services.begin(), services.end(), as_text(name)) != services.end();
}

std::optional<std::uint16_t> PppoeConcentrator::agreed_payload(const PppoeTags& request) const {
    const auto wanted = wire::max_payload_of(request);
    return wanted && *wanted <= settings_.max_payload ? wanted : std::nullopt;
}

void PppoeConcentrator::repeat_tags(PppoeDiscovery& answer, const PppoeTags& request) const {
    answer.copy(PppoeTag::HostUniq, request).copy(PppoeTag::RelaySessionId, request);
    if (const auto payload = agreed_payload(request)) {
        answer.tag_u16(PppoeTag::PppMaxPayload, *payload);
    }
}

PppoeConcentrator::Cookie PppoeConcentrator::cookie(MacAddress peer, std::int64_t epoch) const {
    // Everything hashed has a fixed size, so that nobody can lengthen it.
    Bytes hashed;
    hashed.reserve(key_.size() + peer.octets.size() + sizeof epoch);
    ByteWriter writer(hashed);
    writer.bytes(key_).bytes(peer.octets);
    writer.u32(static_cast<std::uint32_t>(epoch >> 32)).u32(static_cast<std::uint32_t>(epoch));
    const Crypto::Digest20 digest = crypto_->sha1(hashed);
    Cookie result{};
    std::copy_n(digest.begin(), result.size(), result.begin());
    return result;
}

bool PppoeConcentrator::is_good_cookie(TimePoint now, MacAddress from, ByteSpan shown) const {
    const std::int64_t epoch = epoch_of(now);
    return equal_octets(shown, cookie(from, epoch)) || equal_octets(shown, cookie(from, epoch - 1));
}

}  // namespace mprd::tunnel
