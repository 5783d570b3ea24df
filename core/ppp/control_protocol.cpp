// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/control_protocol.hpp"

#include <algorithm>
#include <cassert>

namespace mprd::ppp {

using automaton::Event;
using automaton::State;

namespace {

/// Refused requests, of either side, until the negotiation counts as hopeless.
constexpr int kMaxRounds = 20;
/// Repetitions of one Configure-Request that an open protocol answers without starting over.
constexpr int kMaxRepeats = 4;

bool equal(ByteSpan a, ByteSpan b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

}  // namespace

ControlProtocol::ControlProtocol(
    std::uint16_t protocol, const RestartLimits& limits, LinkContext& link
)
    : protocol_(protocol), limits_(limits), link_(link), timer_(limits) {
    // An answer to the call before, still in some buffer, should not fit this one.
    last_id_ = static_cast<std::uint8_t>(link.random.next_u32() & 0xffU);
}

// ---- the automaton

void ControlProtocol::open(TimePoint now) {
    if (state_ == State::Closed) {
        begin_request();
    }
    step(now, Event::Open);
}

void ControlProtocol::close(TimePoint now) {
    step(now, Event::Close);
}

void ControlProtocol::lower_up(TimePoint now) {
    if (state_ != State::Initial && state_ != State::Starting) {
        return;
    }
    forget_call();
    begin_request();
    step(now, Event::Up);
}

void ControlProtocol::lower_down(TimePoint now) {
    if (state_ != State::Initial && state_ != State::Starting) {
        step(now, Event::Down);
    }
}

void ControlProtocol::protocol_rejected(TimePoint now) {
    if (state_ == State::Initial || state_ == State::Starting) {
        return;
    }
    fail(Errc::PppCpRejected, "the peer rejects the protocol");
    step(now, Event::RxjBad);
}

void ControlProtocol::step(TimePoint now, Event event, const wire::ControlPacket* packet) {
    const automaton::Cell& cell = automaton::cell_of(state_, event);
    assert(cell.kind == automaton::Cell::Kind::Step);
    if (cell.kind != automaton::Cell::Kind::Step) {
        return;
    }
    const bool was_timed = automaton::is_timed(state_);
    state_ = cell.next;
    run(now, cell.actions, packet);
    if (!automaton::is_timed(state_)) {
        timer_.stop();
    } else if (!was_timed && !timer_.deadline()) {
        timer_.start(now);
    }
}

void ControlProtocol::run(TimePoint now, std::uint16_t actions, const wire::ControlPacket* packet) {
    if ((actions & automaton::kTld) != 0) {
        layer_events_.push_back(LayerEvent::Down);
        probe_id_.reset();  // an answer that is still on its way says nothing of the next opening
        is_probe_answered_ = false;
        went_down();
        if (packet == nullptr || packet->code != wire::kConfigureRequest) {
            begin_request();
        }
    }
    if ((actions & automaton::kIrc) != 0) {
        restarts_left_ =
            (actions & automaton::kStr) != 0 ? limits_.max_terminate : limits_.max_configure;
        timer_.reset_interval();
    }
    if ((actions & automaton::kZrc) != 0) {
        restarts_left_ = 0;
        timer_.reset_interval();
        timer_.start(now);
    }
    run_sends(now, actions, packet);
    if ((actions & automaton::kTlu) != 0) {
        opened_at_ = now;
        repeats_answered_ = 0;
        rounds_ = 0;
        naks_sent_ = 0;
        layer_events_.push_back(LayerEvent::Up);
        went_up(now);
    }
    // tls has no listener: the stack brings the lower layer up on its own account.
    if ((actions & automaton::kTlf) != 0) {
        layer_events_.push_back(LayerEvent::Finished);
    }
}

void ControlProtocol::run_sends(
    TimePoint now, std::uint16_t actions, const wire::ControlPacket* packet
) {
    if ((actions & automaton::kScr) != 0) {
        send_request(now);
    }
    if ((actions & automaton::kStr) != 0) {
        send_terminate(now);
    }
    if (packet == nullptr) {
        return;
    }
    if ((actions & (automaton::kSca | automaton::kScn)) != 0) {
        send(answer_code_, packet->id, answer_);
    }
    if ((actions & automaton::kSta) != 0) {
        send(wire::kTerminateAck, packet->id, {});
    }
    if ((actions & automaton::kScj) != 0) {
        send_code_reject(*packet);
    }
    // ser is done by Lcp::receive_other(), which knows the magic numbers.
}

// ---- packets in

void ControlProtocol::receive(TimePoint now, ByteSpan information) {
    if (state_ == State::Initial || state_ == State::Starting) {
        ++link_.packets_unexpected;  // the RFC has no cell for a packet without a lower layer
        return;
    }
    if (const auto packet = wire::parse_control_packet(information)) {
        dispatch(now, *packet);
    } else {
        ++link_.packets_malformed;
    }
}

void ControlProtocol::dispatch(TimePoint now, const wire::ControlPacket& packet) {
    switch (packet.code) {
        case wire::kConfigureRequest:
            return receive_request(now, packet);
        case wire::kConfigureAck:
            return receive_ack(now, packet);
        case wire::kConfigureNak:
        case wire::kConfigureReject:
            return receive_refusal(now, packet);
        case wire::kTerminateRequest:
            peer_terminated_ = true;
            return step(now, Event::Rtr, &packet);
        case wire::kTerminateAck:
            return step(now, Event::Rta, &packet);
        case wire::kCodeReject:
            return receive_code_reject(now, packet);
        default:
            if (!receive_other(now, packet)) {
                step(now, Event::Ruc, &packet);
            }
    }
}

void ControlProtocol::receive_request(TimePoint now, const wire::ControlPacket& packet) {
    const auto options = wire::parse_options(packet.data);
    if (!options) {
        ++link_.packets_malformed;
        return;
    }
    if (is_repeated_request(now, packet)) {
        ++repeats_answered_;
        send(wire::kConfigureAck, packet.id, packet.data);
        return;
    }
    if (state_ == State::Closed || state_ == State::Closing || state_ == State::Stopping) {
        return step(now, Event::RcrBad, &packet);  // no opinion is asked for in these states
    }
    if (state_ == State::Stopped) {
        forget_call();  // the peer tries again after an end
    }
    if (state_ == State::Stopped || state_ == State::Opened) {
        // Starting over: the peer's wishes must be judged beside those that we shall send.
        begin_request();
    }
    peer_terminated_ = false;
    judge_all(packet, *options);
    if (answer_code_ == wire::kConfigureAck) {
        naks_sent_ = 0;  // RFC 1661 section 4.6: Naks "without sending a Configure-Ack"
        answer_.assign(packet.data.begin(), packet.data.end());
        acked_request_ = answer_;
        acked_id_ = packet.id;
        step(now, Event::RcrGood, &packet);
    } else {
        count_round();
        step(now, Event::RcrBad, &packet);
    }
}

/// The peer sends its request again because it has not seen our Ack yet (a slow or lossy line).
/// Starting over, as the RFC's table says for Opened, would take down what both sides just agreed
/// on; a peer that really starts over soon sends something else or stays after the window.
bool ControlProtocol::is_repeated_request(TimePoint now, const wire::ControlPacket& packet) {
    return state_ == State::Opened && now <= opened_at_ + limits_.restart_timer &&
           repeats_answered_ < kMaxRepeats && packet.id == acked_id_ &&
           equal(packet.data, acked_request_);
}

void ControlProtocol::judge_all(
    const wire::ControlPacket& packet, const std::vector<wire::Option>& options
) {
    Bytes naks;
    Bytes rejects;
    std::size_t nakked = 0;
    begin_judging();
    for (const wire::Option& option : options) {
        const Opinion opinion = judge(option);
        if (opinion.verdict == Verdict::Nak) {
            naks.insert(naks.end(), opinion.hint.begin(), opinion.hint.end());
            ++nakked;
        } else if (opinion.verdict == Verdict::Reject) {
            wire::OptionWriter(rejects).value(option.type, option.value);
        }
    }
    write_missing(wire::OptionWriter(naks));
    // RFC 1661 section 5.4: what cannot be discussed at all is rejected first.
    if (!rejects.empty()) {
        answer_code_ = wire::kConfigureReject;
        answer_ = std::move(rejects);
    } else if (!naks.empty()) {
        answer_code_ = wire::kConfigureNak;
        answer_ = std::move(naks);
        if (count_nak(packet) > limits_.max_failure) {
            turn_naks_into_rejects(options, nakked);
        }
    } else {
        answer_code_ = wire::kConfigureAck;
    }
}

/// A request that comes again as it was has not seen our Nak: that is a lossy line and no refusal,
/// and must not cost the peer its option. count_round() ends a peer that never does anything else.
int ControlProtocol::count_nak(const wire::ControlPacket& packet) {
    if (naks_sent_ == 0 || packet.id != nakked_id_ || !equal(packet.data, nakked_request_)) {
        nakked_id_ = packet.id;
        nakked_request_.assign(packet.data.begin(), packet.data.end());
        ++naks_sent_;
    }
    return naks_sent_;
}

/// RFC 1661 section 4.6, Max-Failure. Options that the peer did not send cannot be rejected: with
/// nothing but those the Nak stays, and count_round() ends it.
void ControlProtocol::turn_naks_into_rejects(
    const std::vector<wire::Option>& options, std::size_t nakked
) {
    if (nakked == 0) {
        return;
    }
    answer_code_ = wire::kConfigureReject;
    answer_.clear();
    begin_judging();
    for (const wire::Option& option : options) {
        if (judge(option).verdict == Verdict::Nak) {
            wire::OptionWriter(answer_).value(option.type, option.value);
            gave_up_on(option.type);
        }
    }
}

bool ControlProtocol::answers_our_request(const wire::ControlPacket& packet) const {
    return request_open_ && packet.id == request_id_;
}

void ControlProtocol::receive_ack(TimePoint now, const wire::ControlPacket& packet) {
    const bool is_idle = state_ < State::ReqSent;
    if (!is_idle && !(answers_our_request(packet) && equal(packet.data, request_))) {
        ++link_.packets_unexpected;
        return;
    }
    if (!is_idle) {
        request_open_ = false;
        peer_answered_ = true;
        peer_terminated_ = false;
    }
    step(now, Event::Rca, &packet);
}

void ControlProtocol::receive_refusal(TimePoint now, const wire::ControlPacket& packet) {
    if (state_ < State::ReqSent) {
        return step(now, Event::Rcn, &packet);
    }
    if (!answers_our_request(packet)) {
        ++link_.packets_unexpected;
        return;
    }
    const auto options = wire::parse_options(packet.data);
    if (!options) {
        ++link_.packets_malformed;
        return;
    }
    request_open_ = false;
    peer_answered_ = true;
    peer_terminated_ = false;
    for (const wire::Option& option : *options) {
        if (packet.code == wire::kConfigureNak) {
            nakked(option);
        } else {
            rejected(option);
        }
    }
    count_round();
    step(now, Event::Rcn, &packet);
}

void ControlProtocol::receive_code_reject(TimePoint now, const wire::ControlPacket& packet) {
    if (packet.data.empty()) {
        ++link_.packets_malformed;
        return;
    }
    const std::uint8_t code = packet.data[0];
    if (code >= wire::kConfigureRequest && code <= wire::kCodeReject) {
        fail(Errc::PppInvalidPacket, "the peer rejects a code that each implementation must know");
        return step(now, Event::RxjBad, &packet);
    }
    if (probe_id_ && packet.data.size() > 1 && packet.data[1] == *probe_id_) {
        probe_id_.reset();
        is_probe_answered_ = true;
    }
    code_rejected(code);
    step(now, Event::RxjGood, &packet);
}

bool ControlProtocol::receive_other(TimePoint /*now*/, const wire::ControlPacket& /*packet*/) {
    return false;
}

// ---- packets out

void ControlProtocol::send(std::uint8_t code, std::uint8_t id, ByteSpan data) {
    link_.send(protocol_, wire::make_control_packet(code, id, data));
}

void ControlProtocol::send_probe() {
    probe_id_ = new_id();
    // With the magic number of a real Echo-Request (none: zero), so that who reads along does not
    // take it for a broken packet.
    send(wire::kEchoRequest, *probe_id_, Bytes(4, 0));
}

void ControlProtocol::send_request(TimePoint now) {
    Bytes options;
    write_request(wire::OptionWriter(options));
    // RFC 1661 section 5.1: a new identifier for new contents or after a valid answer; a plain
    // retransmission keeps it, so that a late answer to the first one still counts.
    if (!request_open_ || options != request_) {
        request_id_ = new_id();
        request_ = std::move(options);
        request_open_ = true;
    }
    send(wire::kConfigureRequest, request_id_, request_);
    --restarts_left_;
    timer_.start(now);
}

void ControlProtocol::send_terminate(TimePoint now) {
    if (restarts_left_ == limits_.max_terminate) {
        terminate_id_ = new_id();
    }
    request_open_ = false;
    const std::string_view reason = failure_ ? std::string_view(failure_->detail) : "";
    send(wire::kTerminateRequest, terminate_id_, as_bytes(reason));
    --restarts_left_;
    timer_.start(now);
}

void ControlProtocol::send_code_reject(const wire::ControlPacket& packet) {
    Bytes copy = wire::make_control_packet(packet.code, packet.id, packet.data);
    const std::size_t room = link_.peer_mru - wire::kControlHeaderSize;
    copy.resize(std::min(copy.size(), room));
    send(wire::kCodeReject, new_id(), copy);
}

// ---- time and outcome

void ControlProtocol::handle_timeout(TimePoint now) {
    if (!timer_.is_due(now)) {
        return;
    }
    timer_.stop();
    if (restarts_left_ > 0) {
        return step(now, Event::TimeoutMore);
    }
    if (state_ >= State::ReqSent) {
        fail(Errc::PppNoResponse, "no answer to our Configure-Requests");
        if (!acked_request_.empty()) {
            return;  // the peer may take us for open: the stack closes, which tells it
        }
    }
    step(now, Event::TimeoutLast);
}

std::optional<TimePoint> ControlProtocol::next_deadline() const {
    return timer_.deadline();
}

std::optional<LayerEvent> ControlProtocol::poll_layer_event() {
    if (layer_events_.empty()) {
        return std::nullopt;
    }
    const LayerEvent first = layer_events_.front();
    layer_events_.erase(layer_events_.begin());
    return first;
}

void ControlProtocol::count_round() {
    if (++rounds_ > kMaxRounds) {
        fail(Errc::PppNotConverging, "no agreement on options");
    }
}

void ControlProtocol::fail(Errc code, std::string detail) {
    if (!failure_) {
        failure_ = make_error(code, std::move(detail));
    }
}

void ControlProtocol::forget_call() {
    failure_.reset();
    layer_events_.clear();
    request_open_ = false;
    acked_request_.clear();
    naks_sent_ = 0;
    rounds_ = 0;
    probe_id_.reset();
    is_probe_answered_ = false;
    peer_answered_ = false;
    peer_terminated_ = false;
}

}  // namespace mprd::ppp
