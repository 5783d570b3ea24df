// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/lcp.hpp"

#include "core/ppp/auth_protocol.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <cstdio>

namespace mprd::ppp {
namespace {

/// How often our own magic number may come back before the line counts as looped (RFC 1661
/// section 6.4 leaves the number to us).
constexpr int kMaxOwnMagic = 4;
/// Protocol-Rejects that we send in one second.
constexpr int kMaxRejectsPerSecond = 10;
constexpr std::size_t kMagicSize = 4;
constexpr std::size_t kProtocolSize = 2;

Bytes option(std::uint8_t type, ByteSpan value) {
    Bytes bytes;
    wire::OptionWriter(bytes).value(type, value);
    return bytes;
}

bool contains(const std::vector<AuthMethod>& methods, AuthMethod method) {
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

}  // namespace

Lcp::Lcp(const PppConfig& config, LinkContext& link)
    : ControlProtocol(wire::kProtocolLcp, config.limits, link),
      settings_(config.lcp),
      call_back_role_(config.call_back.role),
      offer_(config.auth.offer),
      require_(config.auth.require),
      unproved_(config.auth.unproved),
      keepalive_(config.lcp.echo_interval, config.lcp.echo_failures) {
    if (contains(offer_, AuthMethod::MsChapV2)) {
        mutual_ = {AuthMethod::MsChapV2};
    }
}

// ---- our request

void Lcp::begin_request() {
    ours_ = Options{};
    ours_.mru = settings_.mru;
    ours_.magic = new_magic();
    ours_.call_back = call_back_role_ == CallBackSettings::Role::Ask ||
                      call_back_role_ == CallBackSettings::Role::AskAndInsist;
    if (!settings_.whole_frames) {
        ours_.accm = settings_.accm;
        ours_.protocol_compression = settings_.protocol_compression;
        ours_.address_compression = settings_.address_compression;
    }
    require_index_ = 0;
    next_offer_ = 0;
    own_magic_seen_ = 0;
    suspicion_.reset();
    rejected_protocol_.reset();
    if (!require_.empty()) {
        ours_.auth = require_.front();
    }
}

void Lcp::write_request(wire::OptionWriter writer) {
    const Options defaults;
    if (ours_.mru != defaults.mru) {
        writer.u16(kLcpMru, ours_.mru);
    }
    if (ours_.accm != defaults.accm) {
        writer.u32(kLcpAccm, ours_.accm);
    }
    if (ours_.auth) {
        writer.value(kLcpAuthProtocol, encode_auth_protocol(*ours_.auth));
    }
    if (ours_.magic != 0) {
        writer.u32(kLcpMagicNumber, ours_.magic);
    }
    if (ours_.protocol_compression) {
        writer.flag(kLcpProtocolCompression);
    }
    if (ours_.address_compression) {
        writer.flag(kLcpAddressCompression);
    }
    if (ours_.call_back) {
        writer.value(kLcpCallback, Bytes{kCallbackByCbcp});
    }
}

void Lcp::nakked(const wire::Option& option) {
    switch (option.type) {
        case kLcpMru:
            if (const auto mru = wire::option_u16(option); mru && *mru >= kSmallestMru) {
                ours_.mru = std::min(*mru, settings_.mru);
            }
            return;
        case kLcpAccm:
            // The peer names characters that it wants to escape anyway: add them to ours.
            if (const auto accm = wire::option_u32(option); accm && !settings_.whole_frames) {
                ours_.accm |= *accm;
            }
            return;
        case kLcpAuthProtocol:
            return nakked_auth(option);
        case kLcpMagicNumber:
            ours_.magic = new_magic();
            return saw_own_magic();
        case kLcpProtocolCompression:
            ours_.protocol_compression = false;
            return;
        case kLcpAddressCompression:
            ours_.address_compression = false;
            return;
        case kLcpCallback:
            ours_.call_back = false;
            return;
        default:
            return;  // a hint to ask for something that we do not know
    }
}

void Lcp::nakked_auth(const wire::Option& option) {
    if (!ours_.auth) {
        return;
    }
    const auto wanted = decode_auth_protocol(option.value);
    if (wanted && *wanted != *ours_.auth && contains(require_, *wanted)) {
        ours_.auth = wanted;
        // Each further refusal still walks down the list, so that this ends.
    } else if (require_index_ + 1 < require_.size()) {
        ours_.auth = require_[require_index_ + 1];
    }
    if (++require_index_ >= require_.size()) {
        peer_refused_auth("the peer refuses each authentication method that we require");
    }
}

void Lcp::peer_refused_auth(const char* detail) {
    if (unproved_ == AuthSettings::Unproved::Trusted) {
        return fail(Errc::PeerRefusedAuth, detail);
    }
    ours_.auth.reset();  // went_up() looks at what the peer asks of us
}

const std::vector<AuthMethod>& Lcp::acceptable() const {
    const bool must_be_mutual = unproved_ == AuthSettings::Unproved::IfMutual && !ours_.auth;
    return must_be_mutual ? mutual_ : offer_;
}

void Lcp::rejected(const wire::Option& option) {
    const Options defaults;
    switch (option.type) {
        case kLcpMru:
            ours_.mru = defaults.mru;
            return;
        case kLcpAccm:
            ours_.accm = defaults.accm;
            return;
        case kLcpAuthProtocol:
            if (ours_.auth) {
                peer_refused_auth("the peer refuses to authenticate");
            }
            return;
        case kLcpMagicNumber:
            ours_.magic = 0;
            return;
        case kLcpProtocolCompression:
            ours_.protocol_compression = false;
            return;
        case kLcpAddressCompression:
            ours_.address_compression = false;
            return;
        case kLcpCallback:
            ours_.call_back = false;
            return;
        default:
            return;
    }
}

// ---- the peer's request

void Lcp::begin_judging() {
    theirs_ = Options{};
}

Lcp::Opinion Lcp::judge(const wire::Option& option) {
    switch (option.type) {
        case kLcpMru:
            return judge_mru(option);
        case kLcpAccm:
            return judge_accm(option);
        case kLcpAuthProtocol:
            return judge_auth(option);
        case kLcpMagicNumber:
            return judge_magic(option);
        case kLcpProtocolCompression:
            theirs_.protocol_compression = option.value.empty();
            return option.value.empty() ? Opinion::accept() : Opinion::reject();
        case kLcpAddressCompression:
            theirs_.address_compression = option.value.empty() && !settings_.whole_frames;
            return theirs_.address_compression ? Opinion::accept() : Opinion::reject();
        case kLcpCallback:
            return judge_call_back(option);
        default:
            return Opinion::reject();
    }
}

Lcp::Opinion Lcp::judge_call_back(const wire::Option& request) {
    if (call_back_role_ != CallBackSettings::Role::Answer) {
        return Opinion::reject();
    }
    theirs_.call_back = !request.value.empty() && request.value.front() == kCallbackByCbcp;
    return theirs_.call_back ? Opinion::accept()
                             : Opinion::nak(option(kLcpCallback, Bytes{kCallbackByCbcp}));
}

Lcp::Opinion Lcp::judge_mru(const wire::Option& option) {
    const auto mru = wire::option_u16(option);
    if (!mru) {
        return Opinion::reject();
    }
    if (*mru < kSmallestMru) {
        Bytes hint;
        wire::OptionWriter(hint).u16(kLcpMru, kSmallestMru);
        return Opinion::nak(std::move(hint));
    }
    theirs_.mru = *mru;
    return Opinion::accept();
}

Lcp::Opinion Lcp::judge_accm(const wire::Option& option) {
    const auto accm = wire::option_u32(option);
    if (!accm || settings_.whole_frames) {
        return Opinion::reject();
    }
    theirs_.accm = *accm;
    return Opinion::accept();
}

Lcp::Opinion Lcp::judge_auth(const wire::Option& request) {
    const auto method = decode_auth_protocol(request.value);
    const std::vector<AuthMethod>& ready = acceptable();
    if (method && contains(ready, *method)) {
        theirs_.auth = method;
        return Opinion::accept();
    }
    if (ready.empty()) {
        gave_up_on(kLcpAuthProtocol);
        return Opinion::reject();
    }
    // A peer that does not take our first choice gets the next one with its next request.
    const AuthMethod choice = ready[next_offer_++ % ready.size()];
    return Opinion::nak(option(kLcpAuthProtocol, encode_auth_protocol(choice)));
}

Lcp::Opinion Lcp::judge_magic(const wire::Option& option) {
    const auto magic = wire::option_u32(option);
    if (!magic) {
        return Opinion::reject();
    }
    const bool is_own = ours_.magic != 0 && *magic == ours_.magic;
    if (!is_own && *magic != 0) {
        own_magic_seen_ = 0;
        theirs_.magic = *magic;
        return Opinion::accept();
    }
    if (is_own) {
        saw_own_magic();
    }
    Bytes hint;
    wire::OptionWriter(hint).u32(kLcpMagicNumber, new_magic());
    return Opinion::nak(std::move(hint));
}

void Lcp::write_missing(wire::OptionWriter /*writer*/) {}

void Lcp::gave_up_on(std::uint8_t option_type) {
    if (option_type == kLcpAuthProtocol) {
        suspicion_ = make_error(
            Errc::NoAuthProtocolAvailable, "the peer demands an authentication that we do not offer"
        );
    }
}

void Lcp::saw_own_magic() {
    if (++own_magic_seen_ >= kMaxOwnMagic) {
        fail(Errc::PppLoopbackDetected, "our own magic number comes back: the line is looped");
    }
}

std::uint32_t Lcp::new_magic() {
    return link().random.next_u32() | 1U;  // never zero, which means "none"
}

// ---- the open link

void Lcp::went_up(TimePoint now) {
    link().peer_mru = std::max(theirs_.mru, kSmallestMru);
    own_magic_seen_ = 0;
    suspicion_.reset();
    const bool is_known = ours_.auth || (theirs_.auth && contains(mutual_, *theirs_.auth));
    if (unproved_ == AuthSettings::Unproved::IfMutual && !is_known) {
        fail(
            Errc::PeerRefusedAuth,
            "the peer proves who it is neither by itself nor by knowing our password"
        );
    }
    keepalive_.start(now);
}

void Lcp::went_down() {
    link().peer_mru = kDefaultMru;
    keepalive_.stop();
}

bool Lcp::receive_other(TimePoint now, const wire::ControlPacket& packet) {
    switch (packet.code) {
        case wire::kProtocolReject:
            receive_protocol_reject(packet);
            return true;
        case wire::kEchoRequest:
        case wire::kEchoReply:
            receive_echo(packet);
            step(now, automaton::Event::Rxr);
            return true;
        case wire::kDiscardRequest:
            step(now, automaton::Event::Rxr);
            return true;
        case wire::kIdentification:  // RFC 1570 section 2.1: informational
        case wire::kTimeRemaining:   // RFC 1570 section 2.2: informational
            return true;
        default:
            return false;
    }
}

void Lcp::receive_protocol_reject(const wire::ControlPacket& packet) {
    ByteReader reader(packet.data);
    const auto protocol = reader.u16();
    if (!protocol) {
        ++link().packets_malformed;
    } else if (!is_opened()) {
        ++link().packets_unexpected;  // RFC 1661 section 5.7
    } else if (*protocol == wire::kProtocolLcp) {
        fail(Errc::PppInvalidPacket, "the peer rejects LCP itself");
    } else {
        rejected_protocol_ = *protocol;
    }
}

void Lcp::receive_echo(const wire::ControlPacket& packet) {
    const auto magic = ByteReader(packet.data).u32();
    if (!magic) {
        ++link().packets_malformed;
        return;
    }
    if (!is_opened()) {
        ++link().packets_unexpected;
        return;
    }
    if (packet.code == wire::kEchoReply) {
        return keepalive_.heard();
    }
    if (ours_.magic != 0 && *magic == ours_.magic) {
        return saw_own_magic();
    }
    keepalive_.heard();
    Bytes reply;
    ByteWriter(reply).u32(ours_.magic).bytes(packet.data.subspan(kMagicSize));
    const std::size_t room = link().peer_mru - wire::kControlHeaderSize;
    reply.resize(std::min(reply.size(), room));
    send(wire::kEchoReply, packet.id, reply);
}

void Lcp::send_echo() {
    Bytes data;
    ByteWriter(data).u32(ours_.magic);
    send(wire::kEchoRequest, new_id(), data);
}

void Lcp::code_rejected(std::uint8_t code) {
    if (code == wire::kEchoRequest) {
        keepalive_.stop();
    }
}

void Lcp::handle_timeout(TimePoint now) {
    ControlProtocol::handle_timeout(now);
    switch (keepalive_.handle_timeout(now)) {
        case EchoKeepalive::Verdict::Wait:
            return;
        case EchoKeepalive::Verdict::SendEcho:
            return send_echo();
        case EchoKeepalive::Verdict::PeerIsDead:
            return fail(Errc::LinkFailure, "the peer no longer answers LCP echo requests");
    }
}

std::optional<TimePoint> Lcp::next_deadline() const {
    return earlier(ControlProtocol::next_deadline(), keepalive_.deadline());
}

void Lcp::reject_protocol(TimePoint now, std::uint16_t protocol, ByteSpan information) {
    if (!is_opened()) {
        return;
    }
    if (now >= reject_window_ + std::chrono::seconds{1}) {
        reject_window_ = now;
        rejects_in_window_ = 0;
    }
    if (++rejects_in_window_ > kMaxRejectsPerSecond) {
        return;
    }
    const std::size_t room = link().peer_mru - wire::kControlHeaderSize - kProtocolSize;
    Bytes data;
    ByteWriter(data).u16(protocol).bytes(information.first(std::min(information.size(), room)));
    send(wire::kProtocolReject, new_id(), data);
    ++link().protocols_rejected;
}

std::optional<std::uint16_t> Lcp::poll_rejected_protocol() {
    return std::exchange(rejected_protocol_, std::nullopt);
}

wire::FramingOptions Lcp::framing() const {
    wire::FramingOptions framing;
    if (is_opened()) {
        framing.send_accm = theirs_.accm;
        framing.receive_accm = ours_.accm;
        framing.compress_protocol = theirs_.protocol_compression;
        framing.compress_address = theirs_.address_compression;
        framing.send_mru = std::min(theirs_.mru, settings_.line_mru);
    }
    return framing;
}

std::string Lcp::describe() const {
    std::array<char, 64> text{};
    std::snprintf(
        text.data(), text.size(), "mru %u accm %x", unsigned{theirs_.mru}, unsigned{theirs_.accm}
    );
    std::string all = text.data();
    all += theirs_.protocol_compression ? " pfc" : "";
    all += theirs_.address_compression ? " acfc" : "";
    return all;
}

}  // namespace mprd::ppp
