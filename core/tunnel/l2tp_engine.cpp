// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_engine.hpp"

#include <algorithm>
#include <variant>

namespace mprd::l2tp {
namespace {

constexpr std::uint16_t kVersion = 1;  // high octet of the protocol version AVP

/// Of the addresses of one host, the first in the order of Endpoint.
Endpoint first_of(const IpAddress& address) {
    return Endpoint{address, 0, 0};
}

}  // namespace

Engine::Engine(EngineSettings settings, const Crypto& crypto, Entropy& entropy)
    : context_(std::move(settings), crypto, entropy) {}
Engine::~Engine() = default;

void Engine::handle(TimePoint now, const Input& input) {
    std::visit([&](const auto& each) { on(now, each); }, input);
}

void Engine::on(TimePoint now, const DatagramReceived& input) {
    const auto packet = parse_packet(input.bytes);
    if (!packet || !packet->is_control) {
        ++(packet ? context_.status.packets_unexpected : context_.status.packets_malformed);
        return;
    }
    if (packet->tunnel_id == 0) {
        return asked_for_tunnel(now, input.from, *packet);
    }
    const auto found = tunnels_.find(packet->tunnel_id);
    if (found == tunnels_.end()) {
        return answer_stranger(input.from, *packet);
    }
    found->second->receive(now, input.from, *packet);
    settle(now, packet->tunnel_id);
}

void Engine::asked_for_tunnel(TimePoint now, const Endpoint& from, const Packet& packet) {
    const auto request = decode_message(packet.payload, context_.cipher());
    const std::uint16_t peer_id =
        request ? request->message.assigned_tunnel_id.value_or(0) : std::uint16_t{0};
    if (peer_id == 0 || !request->message.is(MessageType::Sccrq)) {
        ++context_.status.packets_unexpected;
        return;
    }
    if (const auto known = by_peer_.find({from, peer_id}); known != by_peer_.end()) {
        const std::uint16_t id = known->second;
        tunnels_.at(id)->receive(now, from, packet);
        return settle(now, id);
    }
    if (packet.sequence->ns != 0) {
        ++context_.status.packets_unexpected;
        return;
    }
    if (const auto refusal = objection(*request)) {
        return refuse_tunnel(from, request->message, *refusal);
    }
    const auto homeless = break_tie(now, from, request->message);
    if (!homeless) {
        return;
    }
    if (!make_room(now, from)) {
        return close(*homeless, "the peer's tunnel has no room");
    }
    Tunnel& tunnel =
        add(std::make_unique<Tunnel>(context_, now, new_tunnel_id(), from, request->message));
    by_peer_[{from, peer_id}] = tunnel.local_id();
    half_open_.push_back(tunnel.local_id());
    for (const auto& [call, number] : *homeless) {
        outgoing_[from] = tunnel.local_id();
        tunnel.open_call(now, call, number);
    }
    settle(now, tunnel.local_id());
}

// Refused without state: a peer that does not hear it asks again.
std::optional<ResultCode> Engine::objection(const DecodedMessage& request) const {
    if (request.problem) {
        return make_result(*request.problem);
    }
    if (request.message.protocol_version.value_or(0) >> 8U != kVersion) {
        return make_result(StopCode::WrongVersion);
    }
    if (!context_.has_ever_listened()) {
        return make_result(StopCode::NotAuthorized, "no calls are taken here");
    }
    if (request.message.receive_window == std::uint16_t{0}) {
        return make_result(Problem{GeneralError::BadValue, "a window of zero"});
    }
    if (request.message.challenge && context_.settings.secret.is_empty()) {
        return make_result(StopCode::NotAuthorized, "no secret here to answer a challenge");
    }
    return std::nullopt;
}

void Engine::refuse_tunnel(
    const Endpoint& from, const ControlMessage& request, const ResultCode& result
) {
    ++context_.status.tunnels_refused;
    ControlMessage message;
    message.type = static_cast<std::uint16_t>(MessageType::StopCcn);
    message.assigned_tunnel_id = context_.random_id();
    message.result = result;
    const Bytes avps = context_.encode(message);
    context_.emit(SendDatagram{
        from, make_control_packet(*request.assigned_tunnel_id, 0, Sequence{0, 1}, avps)});
}

// A tunnel that is over here and not yet at the peer: a StopCCN that is repeated because our
// acknowledgement was lost, or the answer to a request that nobody wants any more.
void Engine::answer_stranger(const Endpoint& from, const Packet& packet) {
    ++context_.status.packets_unexpected;
    const auto decoded = decode_message(packet.payload, context_.cipher());
    const std::uint16_t peer_id =
        decoded ? decoded->message.assigned_tunnel_id.value_or(0) : std::uint16_t{0};
    if (peer_id == 0) {
        return;
    }
    const auto next = static_cast<std::uint16_t>(packet.sequence->ns + 1);
    const Sequence numbers{packet.sequence->nr, next};
    if (decoded->message.is(MessageType::StopCcn)) {
        context_.emit(SendDatagram{from, make_control_packet(peer_id, 0, numbers, {})});
    } else if (decoded->message.is(MessageType::Sccrp)) {
        ControlMessage message;
        message.type = static_cast<std::uint16_t>(MessageType::StopCcn);
        message.assigned_tunnel_id = packet.tunnel_id;
        message.result = make_result(StopCode::Cleared);
        context_.emit(SendDatagram{
            from, make_control_packet(peer_id, 0, numbers, context_.encode(message))});
    }
}

// RFC 2661 section 4.4.3, Tie Breaker: the lower number wins; who sends none loses. Gives the calls
// of the tunnel of ours that lost; nothing when the peer's request is to be forgotten.
std::optional<Engine::Homeless> Engine::break_tie(
    TimePoint now, const Endpoint& from, const ControlMessage& request
) {
    const auto ours = outgoing_.lower_bound(first_of(from.address));
    const bool is_tie = ours != outgoing_.end() && ours->first.address == from.address &&
                        tunnels_.at(ours->second)->state() == Tunnel::State::WaitReply;
    if (!is_tie) {
        return Homeless{};
    }
    const std::uint16_t id = ours->second;
    Tunnel& tunnel = *tunnels_.at(id);
    if (!request.tie_breaker || tunnel.tie_breaker() < *request.tie_breaker) {
        ++context_.status.tunnels_refused;
        return std::nullopt;
    }
    const bool both_lose = tunnel.tie_breaker() == *request.tie_breaker;
    const Homeless waiting = tunnel.discard(now);
    erase(id);
    if (both_lose) {
        close(waiting, "both ends asked for a tunnel at once");
        return std::nullopt;
    }
    return waiting;
}

void Engine::close(const Homeless& calls, const char* detail) {
    for (const auto& [call, number] : calls) {
        context_.close_call(call, make_error(Errc::LineBusy, detail));
    }
}

// A flood of requests takes the place of older ones, never of an established tunnel; a peer that
// answers within the time of max_half_open requests gets through all the same.
bool Engine::make_room(TimePoint now, const Endpoint& from) {
    const EngineSettings& settings = context_.settings;
    std::optional<std::uint16_t> victim;
    if (count_half_open(from.address) >= settings.max_half_open_per_peer) {
        victim = oldest_half_open(&from.address);
    } else if (half_open_.size() >= settings.max_half_open || tunnels_.size() >= settings.max_tunnels) {
        victim = oldest_half_open(nullptr);
    }
    if (victim) {
        ++context_.status.tunnels_refused;
        close(tunnels_.at(*victim)->discard(now), "the peer's tunnel gave way to others");
        erase(*victim);
    }
    const auto of_peer = tunnels_of_.find(from.address);
    const bool has_room =
        tunnels_.size() < settings.max_tunnels &&
        (of_peer == tunnels_of_.end() || of_peer->second < settings.max_tunnels_per_peer);
    if (!has_room) {
        ++context_.status.tunnels_refused;
    }
    return has_room;
}

std::optional<std::uint16_t> Engine::oldest_half_open(const IpAddress* of) const {
    const auto found = std::find_if(half_open_.begin(), half_open_.end(), [&](std::uint16_t id) {
        return of == nullptr || tunnels_.at(id)->peer().address == *of;
    });
    return found == half_open_.end() ? std::nullopt : std::optional(*found);
}

std::size_t Engine::count_half_open(const IpAddress& of) const {
    return static_cast<std::size_t>(std::count_if(
        half_open_.begin(),
        half_open_.end(),
        [&](std::uint16_t id) { return tunnels_.at(id)->peer().address == of; }
    ));
}

void Engine::on(TimePoint now, const OpenCall& input) {
    context_.set_place(input.id, {0, 0});
    Tunnel* tunnel = tunnel_to(now, input.peer);
    if (tunnel == nullptr) {
        return context_.close_call(
            input.id, make_error(Errc::LineBusy, "too many L2TP tunnels at once")
        );
    }
    tunnel->open_call(now, input.id, input.called_number);
    settle(now, tunnel->local_id());
}

Tunnel* Engine::tunnel_to(TimePoint now, const Endpoint& peer) {
    if (const auto known = outgoing_.find(peer); known != outgoing_.end()) {
        Tunnel& tunnel = *tunnels_.at(known->second);
        if (tunnel.takes_calls()) {
            return &tunnel;
        }
    }
    if (tunnels_.size() >= context_.settings.max_tunnels) {
        return nullptr;
    }
    Tunnel& tunnel = add(std::make_unique<Tunnel>(context_, now, new_tunnel_id(), peer));
    outgoing_[peer] = tunnel.local_id();
    return &tunnel;
}

void Engine::on(TimePoint /*now*/, const ListenCall& input) {
    context_.add_listener(input.id);
}

void Engine::on(TimePoint now, const CloseCall& input) {
    const auto place = context_.find_call(input.id);
    if (!place) {
        return;
    }
    if (place->tunnel == 0) {
        return context_.close_call(
            input.id, make_error(input.reason, "no longer waiting for calls")
        );
    }
    tunnels_.at(place->tunnel)->close_call(now, place->session, input.reason);
    settle(now, place->tunnel);
}

void Engine::on(TimePoint now, const ShutDown& /*input*/) {
    while (const auto listener = context_.take_listener()) {
        context_.close_call(*listener, make_error(Errc::RouterStopped, "shutting down"));
    }
    std::vector<std::uint16_t> ids;
    for (const auto& [id, tunnel] : tunnels_) {
        ids.push_back(id);
    }
    for (const std::uint16_t id : ids) {
        tunnels_.at(id)->stop(
            now,
            make_result(StopCode::ShuttingDown),
            make_error(Errc::RouterStopped, "shutting down")
        );
        settle(now, id);
    }
}

void Engine::handle_timeout(TimePoint now) {
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        const std::uint16_t id = deadlines_.begin()->second;
        tunnels_.at(id)->handle_timeout(now);
        settle(now, id);
    }
}

std::optional<TimePoint> Engine::next_deadline() const {
    return deadlines_.empty() ? std::nullopt : std::optional(deadlines_.begin()->first);
}

EngineStatus Engine::status() const {
    EngineStatus status = context_.status;
    status.tunnels = tunnels_.size();
    status.half_open_tunnels = half_open_.size();
    for (const auto& [id, tunnel] : tunnels_) {
        status.calls += tunnel->call_count();
    }
    return status;
}

std::uint16_t Engine::new_tunnel_id() {
    std::uint16_t id = context_.random_id();
    while (tunnels_.count(id) != 0) {
        id = context_.random_id();
    }
    return id;
}

Tunnel& Engine::add(std::unique_ptr<Tunnel> tunnel) {
    Tunnel& added = *tunnel;
    ++tunnels_of_[added.peer().address];
    tunnels_.emplace(added.local_id(), std::move(tunnel));
    return added;
}

// What every touch of a tunnel ends with.
void Engine::settle(TimePoint now, std::uint16_t id) {
    Tunnel& tunnel = *tunnels_.at(id);
    tunnel.flush(now);
    if (tunnel.state() != Tunnel::State::WaitConnect) {
        std::erase(half_open_, id);
    }
    if (tunnel.state() == Tunnel::State::Over) {
        return erase(id);
    }
    arm(id, tunnel.next_deadline());
}

void Engine::arm(std::uint16_t id, std::optional<TimePoint> at) {
    const auto found = armed_.find(id);
    if (found != armed_.end()) {
        if (at && *at == found->second) {
            return;
        }
        deadlines_.erase({found->second, id});
        armed_.erase(found);
    }
    if (at) {
        deadlines_.emplace(*at, id);
        armed_.emplace(id, *at);
    }
}

void Engine::erase(std::uint16_t id) {
    const auto found = tunnels_.find(id);
    const Tunnel& tunnel = *found->second;
    arm(id, std::nullopt);
    std::erase(half_open_, id);
    std::erase_if(outgoing_, [&](const auto& each) { return each.second == id; });
    if (!tunnel.is_ours()) {
        by_peer_.erase({tunnel.peer(), tunnel.peer_id()});
    }
    if (--tunnels_of_[tunnel.peer().address] == 0) {
        tunnels_of_.erase(tunnel.peer().address);
    }
    tunnels_.erase(found);
}

}  // namespace mprd::l2tp
