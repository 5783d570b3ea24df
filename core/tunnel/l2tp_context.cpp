// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_context.hpp"

#include <algorithm>

namespace mprd::l2tp {

std::string Endpoint::to_string() const {
    const std::string host = address.to_string();
    return (address.is_v6 ? '[' + host + ']' : host) + ':' + std::to_string(port);
}

std::optional<Output> EngineContext::poll() {
    return outputs_.poll();
}

std::optional<AvpCipher> EngineContext::cipher() const {
    return settings.secret.is_empty() ? std::nullopt
                                      : std::optional(AvpCipher{crypto, settings.secret});
}

// Not our first one: a peer chooses the secret by the host name in it, some (xl2tpd) after reading
// all of it.
Bytes EngineContext::encode(const ControlMessage& message) {
    const bool is_first = message.is(MessageType::Sccrq) || message.is(MessageType::Sccrp);
    const bool is_hidden = settings.hide_avps && !is_first;
    return encode_message(message, is_hidden ? cipher() : std::nullopt, entropy);
}

Bytes EngineContext::random_octets(std::size_t size) {
    Bytes octets(size);
    entropy.fill(octets);
    return octets;
}

std::uint16_t EngineContext::random_id() {
    std::uint16_t id = 0;
    while (id == 0) {
        id = ByteReader(random_octets(2)).u16().value_or(0);
    }
    return id;
}

std::optional<std::uint16_t> EngineContext::take_session_id() {
    if (sessions_.size() >= kMaxCalls) {
        return std::nullopt;
    }
    std::uint16_t id = random_id();
    while (!sessions_.insert(id).second) {
        id = random_id();
    }
    return id;
}

std::optional<CallId> EngineContext::take_listener() {
    if (listeners_.empty()) {
        return std::nullopt;
    }
    const CallId first = listeners_.front();
    listeners_.pop_front();
    return first;
}

void EngineContext::add_listener(CallId id) {
    listeners_.push_back(id);
    has_ever_listened_ = true;
    places_[id] = {};
}

std::optional<EngineContext::Place> EngineContext::find_call(CallId id) const {
    const auto found = places_.find(id);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
}

void EngineContext::close_call(CallId id, Error error) {
    const auto found = places_.find(id);
    if (found == places_.end()) {
        return;
    }
    if (found->second.tunnel == 0) {
        std::erase(listeners_, id);
    }
    places_.erase(found);
    emit(CallClosed{id, std::move(error)});
}

}  // namespace mprd::l2tp
