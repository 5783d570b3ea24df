// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_engine_messages.hpp"
#include "core/tunnel/l2tp_tunnel.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mprd::l2tp {

/// The control side of one L2TP socket (RFC 2661), LAC and LNS: all tunnels with all peers and
/// their calls. Data messages do not pass here; CallOpened says how they are addressed.
///
/// Contract as for every engine: handle() one input (or handle_timeout()), drain poll_output(), arm
/// a timer for next_deadline(); `now` never decreases; nothing calls back out; outputs own their
/// bytes. Same random octets and same inputs give the same outputs. Bounded in memory and time for
/// any peers: EngineSettings and the constants of this folder name the limits.
class Engine {
public:
    /// The services must outlive the engine.
    Engine(EngineSettings settings, const Crypto& crypto, Entropy& entropy);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void handle(TimePoint now, const Input& input);
    /// Does what is due; nothing before next_deadline().
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Output> poll_output() { return context_.poll(); }
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;
    [[nodiscard]] EngineStatus status() const;

private:
    void on(TimePoint now, const DatagramReceived& input);
    void on(TimePoint now, const OpenCall& input);
    void on(TimePoint now, const ListenCall& input);
    void on(TimePoint now, const CloseCall& input);
    void on(TimePoint now, const ShutDown& input);

    void asked_for_tunnel(TimePoint now, const Endpoint& from, const Packet& packet);
    void answer_stranger(const Endpoint& from, const Packet& packet);
    void refuse_tunnel(
        const Endpoint& from, const ControlMessage& request, const ResultCode& result
    );
    [[nodiscard]] std::optional<ResultCode> objection(const DecodedMessage& request) const;
    /// Calls that are to be opened in another tunnel than they were meant for.
    using Homeless = std::vector<std::pair<CallId, std::string>>;
    [[nodiscard]] std::optional<Homeless> break_tie(
        TimePoint now, const Endpoint& from, const ControlMessage& request
    );
    void close(const Homeless& calls, const char* detail);
    [[nodiscard]] bool make_room(TimePoint now, const Endpoint& from);
    [[nodiscard]] std::optional<std::uint16_t> oldest_half_open(const IpAddress* of) const;
    [[nodiscard]] std::size_t count_half_open(const IpAddress& of) const;
    Tunnel* tunnel_to(TimePoint now, const Endpoint& peer);
    [[nodiscard]] std::uint16_t new_tunnel_id();
    Tunnel& add(std::unique_ptr<Tunnel> tunnel);
    void settle(TimePoint now, std::uint16_t id);
    void arm(std::uint16_t id, std::optional<TimePoint> at);
    void erase(std::uint16_t id);

    EngineContext context_;
    std::unordered_map<std::uint16_t, std::unique_ptr<Tunnel>> tunnels_;
    /// Tunnels that peers asked for, by address and the peer's id: a repeated request finds its
    /// own.
    std::map<std::pair<Endpoint, std::uint16_t>, std::uint16_t> by_peer_;
    /// Tunnels for calls of ours, by whom they lead to.
    std::map<Endpoint, std::uint16_t> outgoing_;
    std::map<IpAddress, std::size_t> tunnels_of_;
    std::deque<std::uint16_t> half_open_;  ///< oldest first; at most max_half_open
    std::set<std::pair<TimePoint, std::uint16_t>> deadlines_;
    std::unordered_map<std::uint16_t, TimePoint> armed_;
};

}  // namespace mprd::l2tp
