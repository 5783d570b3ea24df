// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_tunnel.hpp"

#include <algorithm>

namespace mprd::l2tp {
namespace {

constexpr std::uint32_t kSynchronous = 1;      // framing type, RFC 2661 section 4.4.4
constexpr std::uint32_t kSpeed = 100'000'000;  // that we tell a peer: there is no line behind us
constexpr int kPeersPatience = 12;             // see EngineSettings::idle_limit
/// Calls of one peer that wait for his ICCN; the next is refused until one is open or given up.
constexpr std::size_t kMaxHalfOpenCalls = 4096;

ControlMessage make_message(MessageType type) {
    ControlMessage message;
    message.type = static_cast<std::uint16_t>(type);
    return message;
}

}  // namespace

void Tunnel::open_call(TimePoint now, CallId id, const std::string& called_number) {
    const auto session =
        calls_.size() < kMaxCallsPerTunnel ? context_.take_session_id() : std::nullopt;
    if (!session) {
        context_.set_place(id, {local_id_, 0});
        return context_.close_call(id, make_error(Errc::LineBusy, "too many L2TP calls at once"));
    }
    const auto call = calls_.try_emplace(*session).first;
    call->second.id = id;
    call->second.number = called_number;
    call->second.give_up_at = now + context_.settings.setup_limit;
    unfinished_.emplace(call->second.give_up_at, *session);
    context_.set_place(id, {local_id_, *session});
    idle_at_.reset();
    if (state_ == State::Established) {
        request_call(call);
    }
}

// In the order in which they were asked for.
void Tunnel::request_waiting_calls() {
    std::vector<Calls::iterator> waiting;
    for (auto call = calls_.begin(); call != calls_.end(); ++call) {
        waiting.push_back(call);
    }
    std::sort(waiting.begin(), waiting.end(), [](auto a, auto b) {
        return a->second.id < b->second.id;
    });
    for (const auto& call : waiting) {
        request_call(call);
    }
}

void Tunnel::request_call(Calls::iterator call) {
    ControlMessage request = make_message(MessageType::Icrq);
    request.assigned_session_id = call->first;
    request.call_serial = ++last_serial_;
    request.bearer_type = 0;
    if (!call->second.number.empty()) {
        request.called_number = call->second.number;
    }
    send(0, request);
    enter(call, CallState::WaitReply);
}

void Tunnel::enter(Calls::iterator call, CallState next) {
    Call& it = call->second;
    if (it.state == CallState::WaitConnect) {
        --half_open_;
    }
    it.state = next;
    if (next == CallState::WaitConnect) {
        ++half_open_;
    } else if (next == CallState::Open) {
        unfinished_.erase({it.give_up_at, call->first});
    }
}

void Tunnel::receive_icrq(TimePoint now, std::uint16_t /*session*/, const ControlMessage& message) {
    const std::uint16_t peer_session = message.assigned_session_id.value_or(0);
    if (peer_session == 0) {
        ++context_.status.packets_unexpected;
        return;
    }
    const bool has_room = calls_.size() < kMaxCallsPerTunnel && half_open_ < kMaxHalfOpenCalls;
    const auto session =
        context_.has_listener() && has_room ? context_.take_session_id() : std::nullopt;
    if (!session) {
        return refuse_call(peer_session, CallCode::NoFacilities);
    }
    const auto call = calls_.try_emplace(*session).first;
    call->second.peer_session = peer_session;
    call->second.number = printable(message.calling_number.value_or(""));
    call->second.give_up_at = now + context_.settings.setup_limit;
    unfinished_.emplace(call->second.give_up_at, *session);
    idle_at_.reset();
    enter(call, CallState::WaitConnect);
    ControlMessage reply = make_message(MessageType::Icrp);
    reply.assigned_session_id = *session;
    send(peer_session, reply);
}

void Tunnel::receive_icrp(TimePoint now, std::uint16_t session, const ControlMessage& message) {
    const auto call = calls_.find(session);
    if (call == calls_.end()) {
        ++context_.status.packets_unexpected;  // we have hung up meanwhile
        return;
    }
    if (call->second.state != CallState::WaitReply ||
        message.assigned_session_id.value_or(0) == 0) {
        return broke_protocol(now, call, "ICRP");
    }
    call->second.peer_session = *message.assigned_session_id;
    const bool is_sequenced = context_.settings.sequence_data;
    ControlMessage connected = make_message(MessageType::Iccn);
    connected.tx_speed = kSpeed;
    connected.framing_type = kSynchronous;
    connected.sequencing_required = is_sequenced;
    send(call->second.peer_session, connected);
    opened(now, call, is_sequenced, /*is_lns=*/false);
}

void Tunnel::receive_iccn(TimePoint now, std::uint16_t session, const ControlMessage& message) {
    const auto call = calls_.find(session);
    if (call == calls_.end()) {
        ++context_.status.packets_unexpected;
        return;
    }
    if (call->second.state != CallState::WaitConnect) {
        return broke_protocol(now, call, "ICCN");
    }
    const auto listener = context_.take_listener();
    if (!listener) {
        const Error error = make_error(Errc::LineBusy, "no port is free any more");
        ++context_.status.calls_refused;
        return hang_up(now, call, make_result(CallCode::NoFacilities), error);
    }
    call->second.id = *listener;
    call->second.speed = message.tx_speed.value_or(0);
    context_.set_place(*listener, {local_id_, session});
    const bool is_sequenced = message.sequencing_required || context_.settings.sequence_data;
    opened(now, call, is_sequenced, /*is_lns=*/true);
}

void Tunnel::opened(TimePoint now, Calls::iterator call, bool is_sequenced, bool is_lns) {
    enter(call, CallState::Open);
    const Call& it = call->second;
    DataRoute route;
    route.local_tunnel = local_id_;
    route.local_session = call->first;
    route.peer_tunnel = peer_id_;
    route.peer_session = it.peer_session;
    route.peer = peer_;
    route.is_sequenced = is_sequenced;
    route.is_lns = is_lns;
    flush(now);  // our ICCN goes out before any data
    context_.emit(CallOpened{it.id, route, it.speed, is_lns ? it.number : "", peer_host_name_});
}

// There is no telephone line behind us that an LNS could have dialled.
void Tunnel::receive_ocrq(
    TimePoint /*now*/, std::uint16_t /*session*/, const ControlMessage& message
) {
    if (const std::uint16_t peer_session = message.assigned_session_id.value_or(0)) {
        refuse_call(peer_session, CallCode::NoFacilitiesEver);
    }
}

void Tunnel::receive_cdn(TimePoint now, std::uint16_t session, const ControlMessage& message) {
    const auto call = session != 0 ? calls_.find(session) : find_peer_call(session, message);
    if (call == calls_.end()) {
        return;  // both have hung up at once
    }
    forget(now, call, error_of_call(message.result.value_or(ResultCode{3, std::nullopt, {}})));
}

// RFC 2661 section 4.4.3, Assigned Session ID: how a peer names a call that he has no id of us for.
Tunnel::Calls::iterator Tunnel::find_peer_call(
    std::uint16_t /*session*/, const ControlMessage& cdn
) {
    const std::uint16_t wanted = cdn.assigned_session_id.value_or(0);
    return std::find_if(calls_.begin(), calls_.end(), [&](const auto& each) {
        return wanted != 0 && each.second.peer_session == wanted;
    });
}

void Tunnel::broke_protocol(TimePoint now, Calls::iterator call, const char* message) {
    ++context_.status.packets_unexpected;
    const std::string detail = std::string("unexpected ") + message;
    hang_up(
        now,
        call,
        make_result(Problem{GeneralError::BadValue, detail}),
        make_error(Errc::FromDevice, "the peer sent an " + detail)
    );
}

void Tunnel::refuse_call(std::uint16_t peer_session, CallCode code) {
    ++context_.status.calls_refused;
    send_cdn(context_.random_id(), peer_session, make_result(code));
}

void Tunnel::send_cdn(std::uint16_t local, std::uint16_t peer, const ResultCode& result) {
    ControlMessage message = make_message(MessageType::Cdn);
    message.result = result;
    message.assigned_session_id = local;
    send(peer, message);
}

void Tunnel::close_call(TimePoint now, std::uint16_t session, Errc reason) {
    const auto call = calls_.find(session);
    if (call == calls_.end()) {
        return;
    }
    hang_up(now, call, result_for(reason), make_error(reason, "hung up"));
    if (state_ == State::WaitReply && calls_.empty()) {
        end(now, make_error(reason, "no call wants the tunnel any more"));
    }
}

void Tunnel::hang_up(
    TimePoint now, Calls::iterator call, const ResultCode& result, const Error& error
) {
    if (call->second.state != CallState::WaitTunnel) {
        send_cdn(call->first, call->second.peer_session, result);
    }
    forget(now, call, error);
}

void Tunnel::forget(TimePoint now, Calls::iterator call, const Error& error) {
    const Call& it = call->second;
    if (it.state == CallState::WaitConnect) {
        --half_open_;
    }
    unfinished_.erase({it.give_up_at, call->first});
    context_.give_back(call->first);
    if (it.id) {
        context_.close_call(it.id, error);
    }
    calls_.erase(call);
    update_idle(now);
}

void Tunnel::close_all(TimePoint now, const Error& error) {
    while (!calls_.empty()) {
        forget(now, calls_.begin(), error);
    }
}

void Tunnel::expire_calls(TimePoint now) {
    while (!unfinished_.empty() && unfinished_.begin()->first <= now) {
        const Error error =
            make_error(Errc::NoAnswer, "no L2TP call with " + peer_.to_string() + " in time");
        hang_up(
            now,
            calls_.find(unfinished_.begin()->second),
            make_result(CallCode::NotEstablishedInTime),
            error
        );
    }
}

void Tunnel::update_idle(TimePoint now) {
    if (state_ == State::Established && calls_.empty()) {
        idle_at_ = now + context_.settings.idle_limit * (is_ours_ ? 1 : kPeersPatience);
    }
}

std::vector<std::pair<CallId, std::string>> Tunnel::discard(TimePoint now) {
    std::vector<std::pair<CallId, std::string>> waiting;
    for (const auto& [session, call] : calls_) {
        waiting.emplace_back(call.id, call.number);
        context_.give_back(session);
    }
    calls_.clear();
    unfinished_.clear();
    enter(now, State::Over);
    return waiting;
}

}  // namespace mprd::l2tp
