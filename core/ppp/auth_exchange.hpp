// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/link_context.hpp"
#include "core/ppp/ppp_config.hpp"
#include "core/ppp/restart_timer.hpp"
#include "core/wire/control_packet.hpp"

#include <memory>
#include <optional>
#include <string>

namespace mprd::ppp {

/// One direction of authentication: we prove who we are ("supplicant"), or the peer does
/// ("authenticator"). Lives as long as LCP stays open, because late duplicates must be answered and
/// CHAP may challenge again. The time limit of the whole phase is the stack's.
class AuthExchange {
public:
    /// How far the exchange is. The stack looks at it after each input; Failed ends the link with
    /// failure().
    enum class Outcome {
        Pending,
        Succeeded,
        Failed,
    };

    /// `config` is read here only; `link` must outlive the exchange.
    AuthExchange(AuthMethod method, const PppConfig& config, LinkContext& link)
        : method_(method), link_(link), timer_(config.limits) {}
    virtual ~AuthExchange() = default;
    AuthExchange(const AuthExchange&) = delete;
    AuthExchange& operator=(const AuthExchange&) = delete;

    /// LCP has opened: the side that speaks first sends now.
    virtual void start(TimePoint now) = 0;
    /// One packet of protocol_of(method()), its head already checked. A packet that does not fit the
    /// state is dropped.
    virtual void receive(TimePoint now, const wire::ControlPacket& packet) = 0;
    /// Sends again, or fails, if next_deadline() has come; does nothing before.
    virtual void handle_timeout(TimePoint now) = 0;
    /// Authenticator: the answer to PeerSecretWanted.
    virtual void secret_found(TimePoint /*now*/, const std::optional<Secret>& /*secret*/) {}
    /// When handle_timeout() has something to do; nothing while no answer is awaited.
    [[nodiscard]] virtual std::optional<TimePoint> next_deadline() const {
        return timer_.deadline();
    }

    /// The method that LCP agreed on (RFC 1661 section 6.2).
    [[nodiscard]] AuthMethod method() const { return method_; }
    [[nodiscard]] Outcome outcome() const { return outcome_; }
    /// Why it failed; with outcome Failed.
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    /// What it probably means if the link ends while this is pending: an answer was sent or refused
    /// and the verdict may have been lost.
    [[nodiscard]] const std::optional<Error>& suspicion() const { return suspicion_; }
    /// Who proves (or tries to prove) to be whom.
    [[nodiscard]] const std::string& user_name() const { return user_name_; }

protected:
    /// For derived classes: the verdict. A repeated challenge may call succeed() again.
    void succeed() { outcome_ = Outcome::Succeeded; }
    /// The link ends with `code`; `detail` is for people. Stops the timer.
    void fail(Errc code, std::string detail) {
        outcome_ = Outcome::Failed;
        failure_ = make_error(code, std::move(detail));
        timer_.stop();
    }
    /// Replaces the suspicion; says nothing about the outcome.
    void suspect(Errc code, std::string detail) {
        suspicion_ = make_error(code, std::move(detail));
    }
    void set_user_name(std::string name) { user_name_ = std::move(name); }
    [[nodiscard]] LinkContext& link() { return link_; }
    [[nodiscard]] const LinkContext& link() const { return link_; }
    /// For retransmission (RFC 1334 section 2.2.1, RFC 1994 section 4.1).
    [[nodiscard]] RestartTimer& timer() { return timer_; }
    [[nodiscard]] const RestartTimer& timer() const { return timer_; }

private:
    AuthMethod method_;
    LinkContext& link_;
    RestartTimer timer_;
    Outcome outcome_ = Outcome::Pending;
    std::optional<Error> failure_;
    std::optional<Error> suspicion_;
    std::string user_name_;
};

/// The exchange in which we prove who we are by `method`.
[[nodiscard]] std::unique_ptr<AuthExchange> make_supplicant(
    AuthMethod method, const PppConfig& config, LinkContext& link
);
/// The exchange in which the peer does.
[[nodiscard]] std::unique_ptr<AuthExchange> make_authenticator(
    AuthMethod method, const PppConfig& config, LinkContext& link
);

}  // namespace mprd::ppp
