// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_tunnel.hpp"

#include <algorithm>
#include <array>

namespace mprd::l2tp {
namespace {

constexpr std::uint16_t kVersionAndRevision = 0x0100;  // RFC 2661 section 4.4.3
constexpr std::uint32_t kBothFramings = 3;             // asynchronous and synchronous
constexpr std::size_t kChallengeSize = 16;
constexpr std::size_t kTieBreakerSize = 8;

std::optional<TimePoint> earlier(std::optional<TimePoint> a, std::optional<TimePoint> b) {
    if (!a || !b) {
        return a ? a : b;
    }
    return std::min(*a, *b);
}

bool is_due(const std::optional<TimePoint>& at, TimePoint now) {
    return at && *at <= now;
}

/// Without a secret the peer is not asked.
Bytes new_challenge(EngineContext& context) {
    return context.settings.secret.is_empty() ? Bytes{} : context.random_octets(kChallengeSize);
}

}  // namespace

/// What a message does in a state; what has no row here breaks the protocol (RFC 2661 section 7.2).
struct Tunnel::Row {
    MessageType type;
    State state;
    Handler handler;
};

Tunnel::Tunnel(EngineContext& context, TimePoint now, std::uint16_t local_id, const Endpoint& peer)
    : context_(context),
      is_ours_(true),
      local_id_(local_id),
      peer_(peer),
      tie_breaker_(context.random_octets(kTieBreakerSize)),
      challenge_(new_challenge(context)),
      channel_(context.settings.channel) {
    enter(now, State::WaitReply);
    ControlMessage request = greeting(MessageType::Sccrq);
    request.tie_breaker = tie_breaker_;
    send(0, request);
}

Tunnel::Tunnel(
    EngineContext& context,
    TimePoint now,
    std::uint16_t local_id,
    const Endpoint& peer,
    const ControlMessage& request
)
    : context_(context),
      is_ours_(false),
      local_id_(local_id),
      peer_(peer),
      challenge_(new_challenge(context)),
      channel_(context.settings.channel) {
    enter(now, State::WaitConnect);
    channel_.receive(0, 0, {});  // the request itself
    static_cast<void>(channel_.next_message());
    if (take_peer(now, request)) {
        ControlMessage reply = greeting(MessageType::Sccrp);
        answer_challenge(request, MessageType::Sccrp, reply);
        send(0, reply);
    }
}

ControlMessage Tunnel::greeting(MessageType type) const {
    ControlMessage message;
    message.type = static_cast<std::uint16_t>(type);
    message.protocol_version = kVersionAndRevision;
    message.framing_capabilities = kBothFramings;
    message.bearer_capabilities = 0;
    message.host_name = context_.settings.host_name;
    message.vendor_name = "mprd";
    message.assigned_tunnel_id = local_id_;
    message.receive_window = context_.settings.channel.receive_window;
    if (!challenge_.empty()) {
        message.challenge = challenge_;
    }
    return message;
}

void Tunnel::answer_challenge(const ControlMessage& from, MessageType type, ControlMessage& to)
    const {
    const auto cipher = context_.cipher();
    if (from.challenge && cipher) {
        to.challenge_response = challenge_response(*cipher, type, *from.challenge);
    }
}

void Tunnel::send(std::uint16_t session, const ControlMessage& message) {
    channel_.send(session, context_.encode(message));
}

void Tunnel::enter(TimePoint now, State next) {
    state_ = next;
    give_up_at_.reset();
    hello_at_.reset();
    idle_at_.reset();
    const EngineSettings& settings = context_.settings;
    switch (next) {
        case State::WaitReply:
            give_up_at_ = now + settings.setup_limit;
            break;
        case State::WaitConnect:
            give_up_at_ = now + settings.half_open_limit;
            break;
        case State::Established:
            hello_at_ = now + settings.hello_interval;
            update_idle(now);
            context_.emit(TunnelOpened{peer_, peer_host_name_});
            break;
        case State::Stopping:
            give_up_at_ = now + settings.stop_limit;
            break;
        case State::Over:
            break;
    }
}

void Tunnel::receive(TimePoint now, const Endpoint& from, const Packet& packet) {
    // RFC 2661 section 8.1: who answers a request may choose another port, and keeps to it.
    const bool may_move = state_ == State::WaitReply && from.address == peer_.address;
    if ((from != peer_ && !may_move) || !packet.sequence) {
        ++context_.status.packets_unexpected;
        return;
    }
    peer_ = from;
    channel_.acknowledged(now, packet.sequence->nr);
    if (state_ == State::Established) {
        hello_at_ = now + context_.settings.hello_interval;
    }
    if (!packet.payload.empty() && channel_.can_accept()) {
        channel_.receive(packet.sequence->ns, packet.session_id, packet.payload);
    }
    while (state_ != State::Over) {
        const auto message = channel_.next_message();
        if (!message) {
            break;
        }
        handle_message(now, *message);
    }
    if (state_ == State::Stopping && channel_.is_idle()) {
        enter(now, State::Over);
    }
}

// clang-format off
void Tunnel::handle_message(TimePoint now, const ReliableChannel::Message& message) {
    static constexpr std::array kRows{
        Row{MessageType::Sccrp,   State::WaitReply,   &Tunnel::receive_sccrp},
        Row{MessageType::StopCcn, State::WaitReply,   &Tunnel::receive_stop},
        Row{MessageType::Scccn,   State::WaitConnect, &Tunnel::receive_scccn},
        Row{MessageType::StopCcn, State::WaitConnect, &Tunnel::receive_stop},
        Row{MessageType::StopCcn, State::Established, &Tunnel::receive_stop},
        Row{MessageType::Hello,   State::Established, &Tunnel::ignore},
        Row{MessageType::Icrq,    State::Established, &Tunnel::receive_icrq},
        Row{MessageType::Icrp,    State::Established, &Tunnel::receive_icrp},
        Row{MessageType::Iccn,    State::Established, &Tunnel::receive_iccn},
        Row{MessageType::Ocrq,    State::Established, &Tunnel::receive_ocrq},
        Row{MessageType::Cdn,     State::Established, &Tunnel::receive_cdn},
        Row{MessageType::Wen,     State::Established, &Tunnel::ignore},
        Row{MessageType::Sli,     State::Established, &Tunnel::ignore},
        Row{MessageType::StopCcn, State::Stopping,    &Tunnel::receive_stop},
    };
    // clang-format on
    const auto decoded = decode_message(message.avps, context_.cipher());
    if (!decoded) {
        ++context_.status.packets_malformed;
        return;
    }
    const ControlMessage& content = decoded->message;
    if (decoded->problem) {
        ++context_.status.packets_malformed;
        return handle_problem(now, message.session_id, content, *decoded->problem);
    }
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
        return each.state == state_ && content.is(each.type);
    });
    if (row != kRows.end()) {
        return (this->*row->handler)(now, message.session_id, content);
    }
    ++context_.status.packets_unexpected;
    if (state_ == State::Stopping || !content.is_mandatory) {
        return;
    }
    const char* name = name_of(static_cast<MessageType>(content.type));
    const std::string what = name != nullptr ? name : "message " + std::to_string(content.type);
    const ResultCode result =
        name != nullptr
            ? make_result(StopCode::StateMachineError, "unexpected " + what)
            : make_result(Problem{GeneralError::UnknownMandatoryAvp, "unknown " + what});
    stop(now, result, make_error(Errc::FromDevice, "the peer sent an unexpected " + what));
}

// A StopCCN or CDN is obeyed however odd it looks: its sender has forgotten the thing.
void Tunnel::handle_problem(
    TimePoint now, std::uint16_t session, const ControlMessage& message, const Problem& problem
) {
    if (state_ == State::Stopping) {
        return;
    }
    if (message.is(MessageType::StopCcn)) {
        return receive_stop(now, session, message);
    }
    if (message.is(MessageType::Cdn)) {
        return receive_cdn(now, session, message);
    }
    const Error error =
        make_error(Errc::FromDevice, "the peer's message is wrong: " + problem.detail);
    if (message.is(MessageType::Icrq) && message.assigned_session_id) {
        ++context_.status.calls_refused;
        return send_cdn(context_.random_id(), *message.assigned_session_id, make_result(problem));
    }
    if (const auto call = calls_.find(session); call != calls_.end()) {
        return hang_up(now, call, make_result(problem), error);
    }
    if (session == 0) {
        stop(now, make_result(problem), error);
    }
}

void Tunnel::
    ignore(TimePoint /*now*/, std::uint16_t /*session*/, const ControlMessage& /*message*/) {
    // HELLO only wants its acknowledgement; we have no line that WEN or SLI could be about.
}

bool Tunnel::take_peer(TimePoint now, const ControlMessage& message) {
    peer_id_ = message.assigned_tunnel_id.value_or(0);
    const bool has_ids = peer_id_ != 0;
    if (!has_ids || message.receive_window == std::uint16_t{0}) {
        const char* detail = has_ids ? "a window of zero" : "no assigned tunnel id";
        stop(
            now,
            make_result(Problem{GeneralError::BadValue, detail}),
            make_error(Errc::FromDevice, std::string("the peer's message has ") + detail)
        );
        return false;
    }
    peer_host_name_ = printable(message.host_name.value_or(""));
    channel_.set_peer_window(message.receive_window.value_or(ReliableChannel::kDefaultWindow));
    return true;
}

void Tunnel::receive_sccrp(
    TimePoint now, std::uint16_t /*session*/, const ControlMessage& message
) {
    if (!take_peer(now, message)) {
        return;
    }
    if (message.challenge && context_.settings.secret.is_empty()) {
        return refuse_proof(now, "the peer wants tunnel authentication: give the device a secret");
    }
    if (!is_proof(MessageType::Sccrp, message)) {
        return refuse_proof(now, "the peer did not prove that it knows the tunnel's secret");
    }
    ControlMessage connected;
    connected.type = static_cast<std::uint16_t>(MessageType::Scccn);
    answer_challenge(message, MessageType::Scccn, connected);
    send(0, connected);
    enter(now, State::Established);
    request_waiting_calls();
}

void Tunnel::receive_scccn(
    TimePoint now, std::uint16_t /*session*/, const ControlMessage& message
) {
    if (!is_proof(MessageType::Scccn, message)) {
        return refuse_proof(now, "the peer did not prove that it knows the tunnel's secret");
    }
    enter(now, State::Established);
    request_waiting_calls();
}

bool Tunnel::is_proof(MessageType type, const ControlMessage& message) const {
    const auto cipher = context_.cipher();
    if (!cipher) {
        return true;
    }
    return message.challenge_response &&
           Secret::equal_in_constant_time(
               *message.challenge_response, challenge_response(*cipher, type, challenge_)
           );
}

void Tunnel::refuse_proof(TimePoint now, const char* detail) {
    const Error error = make_error(Errc::AuthenticationFailure, detail);
    if (!is_ours_) {
        context_.emit(TunnelClosed{peer_, error, local_id_});
    }
    stop(now, make_result(StopCode::NotAuthorized), error);
}

void Tunnel::receive_stop(TimePoint now, std::uint16_t /*session*/, const ControlMessage& message) {
    end(now, error_of_stop(message.result.value_or(ResultCode{1, std::nullopt, {}})));
}

// Over at once. A StopCCN that the peer repeats is acknowledged by the engine, without state.
void Tunnel::end(TimePoint now, const Error& error) {
    close_all(now, error);
    if (state_ == State::Established || state_ == State::WaitReply) {
        context_.emit(TunnelClosed{peer_, error, local_id_});
    }
    if (channel_.needs_ack() && peer_id_ != 0) {
        context_.emit(SendDatagram{peer_, make_control_packet(peer_id_, 0, channel_.take_ack(), {})}
        );
    }
    enter(now, State::Over);
}

void Tunnel::stop(TimePoint now, const ResultCode& result, const Error& error) {
    if (!takes_calls()) {
        return;
    }
    if (peer_id_ == 0) {
        return end(now, error);  // the peer cannot be told, and will hear no more of us
    }
    close_all(now, error);
    if (state_ == State::Established || state_ == State::WaitReply) {
        context_.emit(TunnelClosed{peer_, error, local_id_});
    }
    ControlMessage message;
    message.type = static_cast<std::uint16_t>(MessageType::StopCcn);
    message.assigned_tunnel_id = local_id_;
    message.result = result;
    send(0, message);
    enter(now, State::Stopping);
}

void Tunnel::handle_timeout(TimePoint now) {
    if (!channel_.handle_timeout(now)) {
        const bool is_new = state_ == State::WaitReply || state_ == State::WaitConnect;
        return end(
            now,
            make_error(
                is_new ? Errc::NoAnswer : Errc::LinkFailure,
                "no answer from " + peer_.to_string() + " to L2TP control messages"
            )
        );
    }
    if (is_due(give_up_at_, now)) {
        return end(
            now, make_error(Errc::NoAnswer, "no L2TP tunnel with " + peer_.to_string() + " in time")
        );
    }
    expire_calls(now);
    if (is_due(idle_at_, now)) {
        const Error error = make_error(Errc::IdleTimeout, "no call uses the tunnel any more");
        return stop(now, make_result(StopCode::Cleared), error);
    }
    if (is_due(hello_at_, now)) {
        ControlMessage hello;
        hello.type = static_cast<std::uint16_t>(MessageType::Hello);
        send(0, hello);
        hello_at_ = now + context_.settings.hello_interval;
    }
}

std::optional<TimePoint> Tunnel::next_deadline() const {
    auto next = earlier(channel_.next_deadline(), give_up_at_);
    next = earlier(next, earlier(hello_at_, idle_at_));
    if (!unfinished_.empty()) {
        next = earlier(next, unfinished_.begin()->first);
    }
    return next;
}

void Tunnel::flush(TimePoint now) {
    if (state_ == State::Over) {
        return;
    }
    while (const auto sending = channel_.poll(now)) {
        context_.emit(SendDatagram{
            peer_,
            make_control_packet(peer_id_, sending->session_id, sending->sequence, sending->avps)});
    }
    if (channel_.needs_ack() && peer_id_ != 0) {
        context_.emit(SendDatagram{peer_, make_control_packet(peer_id_, 0, channel_.take_ack(), {})}
        );
    }
}

}  // namespace mprd::l2tp
