// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_channel.hpp"
#include "core/tunnel/l2tp_context.hpp"
#include "core/tunnel/l2tp_results.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mprd::l2tp {

/// One tunnel with its control connection (RFC 2661 section 7.2) and its calls (sections 7.4.1 and
/// 7.4.2; calls that an LNS asks for are refused).
///
///   we ask:     WaitReply ----SCCRP----> Established --stop, hello unanswered--> Stopping --> Over
///   peer asks:  WaitConnect --SCCCN---->      |                                     ^
///                    +--- limit, wrong proof --+-- the peer's StopCCN ------> Over   | StopCCN is
///                                                                                    |
///                                                                                    acknowledged
///
/// A call of ours goes WaitTunnel, WaitReply (ICRQ sent), Open; one of the peer WaitConnect (ICRP
/// sent), Open. A call that ends is forgotten at once: the channel repeats its CDN.
///
/// Used by the engine only, which calls flush() after all else.
class Tunnel {
public:
    enum class State {
        WaitReply,    ///< SCCRQ sent
        WaitConnect,  ///< SCCRP sent
        Established,
        Stopping,  ///< StopCCN sent
        Over,      ///< to be deleted
    };

    /// We ask for it.
    Tunnel(EngineContext& context, TimePoint now, std::uint16_t local_id, const Endpoint& peer);
    /// The peer asks; `request` is a usable SCCRQ.
    Tunnel(
        EngineContext& context,
        TimePoint now,
        std::uint16_t local_id,
        const Endpoint& peer,
        const ControlMessage& request
    );

    [[nodiscard]] State state() const { return state_; }
    [[nodiscard]] bool is_ours() const { return is_ours_; }
    [[nodiscard]] const Endpoint& peer() const { return peer_; }
    [[nodiscard]] std::uint16_t peer_id() const { return peer_id_; }
    [[nodiscard]] std::uint16_t local_id() const { return local_id_; }
    [[nodiscard]] const Bytes& tie_breaker() const { return tie_breaker_; }
    [[nodiscard]] std::size_t call_count() const { return calls_.size(); }
    /// New calls may use it.
    [[nodiscard]] bool takes_calls() const {
        return state_ != State::Stopping && state_ != State::Over;
    }

    /// One control message or ZLB that names this tunnel.
    void receive(TimePoint now, const Endpoint& from, const Packet& packet);
    /// A call of ours: at once, or when the tunnel is established.
    void open_call(TimePoint now, CallId id, const std::string& called_number);
    /// Hangs up; nothing for a session that is not there.
    void close_call(TimePoint now, std::uint16_t session, Errc reason);
    /// Ends all: the calls with `error` at once, the tunnel when the peer knows.
    void stop(TimePoint now, const ResultCode& result, const Error& error);
    /// Over without a word to the peer. Gives the calls that wait for the tunnel, to be opened in
    /// another one.
    [[nodiscard]] std::vector<std::pair<CallId, std::string>> discard(TimePoint now);

    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;
    /// Emits the datagrams that are due.
    void flush(TimePoint now);

private:
    enum class CallState {
        WaitTunnel,
        WaitReply,
        WaitConnect,
        Open,
    };
    struct Call {
        CallState state = CallState::WaitTunnel;
        CallId id;  ///< zero while a call of the peer is not open
        std::uint16_t peer_session = 0;
        std::uint32_t speed = 0;
        std::string number;  ///< called one of ours, calling one of the peer's
        TimePoint give_up_at{};
    };
    using Calls = std::unordered_map<std::uint16_t, Call>;
    using Handler = void (Tunnel::*)(TimePoint, std::uint16_t, const ControlMessage&);
    struct Row;

    // The control connection.
    void enter(TimePoint now, State next);
    void handle_message(TimePoint now, const ReliableChannel::Message& message);
    void handle_problem(
        TimePoint now, std::uint16_t session, const ControlMessage& message, const Problem& problem
    );
    void receive_sccrp(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_scccn(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_stop(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void ignore(TimePoint now, std::uint16_t session, const ControlMessage& message);
    [[nodiscard]] bool take_peer(TimePoint now, const ControlMessage& message);
    [[nodiscard]] bool is_proof(MessageType type, const ControlMessage& message) const;
    void refuse_proof(TimePoint now, const char* detail);
    void end(TimePoint now, const Error& error);
    [[nodiscard]] ControlMessage greeting(MessageType type) const;
    void answer_challenge(const ControlMessage& from, MessageType type, ControlMessage& to) const;
    void send(std::uint16_t session, const ControlMessage& message);

    // Calls.
    void receive_icrq(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_icrp(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_iccn(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_ocrq(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void receive_cdn(TimePoint now, std::uint16_t session, const ControlMessage& message);
    void enter(Calls::iterator call, CallState next);
    void request_waiting_calls();
    void request_call(Calls::iterator call);
    void opened(TimePoint now, Calls::iterator call, bool is_sequenced, bool is_lns);
    void broke_protocol(TimePoint now, Calls::iterator call, const char* message);
    void refuse_call(std::uint16_t peer_session, CallCode code);
    void send_cdn(std::uint16_t local, std::uint16_t peer, const ResultCode& result);
    void forget(TimePoint now, Calls::iterator call, const Error& error);
    void hang_up(TimePoint now, Calls::iterator call, const ResultCode& result, const Error& error);
    void close_all(TimePoint now, const Error& error);
    [[nodiscard]] Calls::iterator find_peer_call(std::uint16_t session, const ControlMessage& cdn);
    void expire_calls(TimePoint now);
    void update_idle(TimePoint now);

    EngineContext& context_;
    State state_ = State::Over;
    bool is_ours_;
    std::uint16_t local_id_;
    std::uint16_t peer_id_ = 0;
    Endpoint peer_;
    std::string peer_host_name_;
    Bytes tie_breaker_;
    Bytes challenge_;  ///< ours
    ReliableChannel channel_;
    std::optional<TimePoint> give_up_at_;  ///< of every state but Established
    std::optional<TimePoint> hello_at_;    ///< Established
    std::optional<TimePoint> idle_at_;     ///< Established without calls
    Calls calls_;
    /// Calls that are not open yet, by their limit.
    std::set<std::pair<TimePoint, std::uint16_t>> unfinished_;
    std::size_t half_open_ = 0;  ///< calls of the peer in WaitConnect
    std::uint32_t last_serial_ = 0;
};

}  // namespace mprd::l2tp
