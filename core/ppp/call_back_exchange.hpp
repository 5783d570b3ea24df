// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/link_context.hpp"
#include "core/ppp/ppp_config.hpp"
#include "core/ppp/restart_timer.hpp"
#include "core/wire/call_back_option.hpp"
#include "core/wire/control_packet.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::ppp {

/// Requests of one peer, each a refusal of our last Response, before the caller gives up; and
/// Responses that the called end refuses.
inline constexpr int kMaxCallBackRequests = 10;
inline constexpr int kMaxCallBackRefusals = 3;

/// The Callback Control Protocol from one end: the called end offers kinds of call-back, the caller
/// chooses one, the called end acknowledges it. Lives as long as LCP stays open, because a
/// Response that comes again must be acknowledged again. The time limit is the stack's.
class CallBackExchange {
public:
    /// Whether the ends agree; the stack looks at it after each input.
    enum class Outcome {
        Pending,
        Agreed,
        Failed,
    };

    /// `link` must outlive the exchange; the settings are read here only.
    CallBackExchange(const PppConfig& config, LinkContext& link)
        : link_(link), timer_(config.limits), transmissions_left_(config.limits.max_configure) {}
    virtual ~CallBackExchange() = default;
    CallBackExchange(const CallBackExchange&) = delete;
    CallBackExchange& operator=(const CallBackExchange&) = delete;

    /// Authentication is done: the called end sends its Request.
    virtual void start(TimePoint now) = 0;
    /// One packet of CBCP, its head already checked. One that does not fit is counted and dropped.
    virtual void receive(TimePoint now, const wire::ControlPacket& packet) = 0;
    /// Called end: the answer to CallBackWanted.
    virtual void decided(TimePoint /*now*/, const CallBackDecided& /*input*/) {}
    /// Sends again, or fails with 718, if next_deadline() has come; does nothing before.
    void handle_timeout(TimePoint now);
    /// When handle_timeout() has something to do; nothing while no answer is awaited.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return timer_.deadline(); }

    [[nodiscard]] Outcome outcome() const { return outcome_; }
    /// What both ends have agreed on; with Outcome::Agreed. The number is empty unless the caller
    /// has given one.
    [[nodiscard]] const wire::CallBackOption& agreement() const { return agreement_; }
    /// Why it failed; with Outcome::Failed.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    /// What it probably means if the link ends while this is pending.
    [[nodiscard]] const std::optional<Error>& suspicion() const { return suspicion_; }

protected:
    /// For derived classes. The packet goes out, now and until it is answered.
    void send_until_answered(TimePoint now, std::uint8_t code, std::uint8_t id, Bytes data);
    /// Once, without waiting for anything.
    void send(std::uint8_t code, std::uint8_t id, ByteSpan data);
    void answered() { timer_.stop(); }
    void agree(wire::CallBackOption agreement);
    void fail(Errc code, std::string detail);
    void suspect(Errc code, std::string detail) {
        suspicion_ = make_error(code, std::move(detail));
    }
    [[nodiscard]] LinkContext& link() { return link_; }

private:
    LinkContext& link_;
    RestartTimer timer_;
    /// Of the packet that waits for its answer.
    int transmissions_left_;
    Bytes waiting_;
    Outcome outcome_ = Outcome::Pending;
    wire::CallBackOption agreement_;
    std::optional<Error> failure_;
    std::optional<Error> suspicion_;
};

}  // namespace mprd::ppp
