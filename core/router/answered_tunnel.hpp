// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/fifo.hpp"
#include "core/ppp/link_engine.hpp"
#include "core/tables/link_info.hpp"

#include <optional>

namespace mprd::router {

/// An incoming call over an IP tunnel, in the place of PPP: asks whose name the caller gives,
/// checks what he says to prove it, and ends the call. It agrees on nothing: what he is let in with
/// follows from his user (CallerTerms).
class AnsweredTunnel final : public ppp::LinkEngine {
public:
    explicit AnsweredTunnel(CallerInfo caller) : caller_(std::move(caller)) {}

    void handle(TimePoint now, const ppp::Input& input) override;
    void handle_timeout(TimePoint /*now*/) override {}
    [[nodiscard]] std::optional<ppp::Output> poll_output() override;
    [[nodiscard]] std::optional<TimePoint> next_deadline() const override { return std::nullopt; }
    [[nodiscard]] ppp::PppStatus status() const override;

private:
    void on(const ppp::LinkUp& input);
    void on(const ppp::LinkDown& input) { finish(input.error); }
    void on(const ppp::FrameReceived& /*there are none*/) {}
    void on(const ppp::CloseRequested& input) { finish(make_error(input.reason, "")); }
    void on(const ppp::PeerSecretFound& input);
    void on(const ppp::CallBackDecided& /*nobody asks for one*/) {}
    [[nodiscard]] bool is_right(const std::optional<Secret>& wanted) const;
    void finish(const Error& error);

    CallerInfo caller_;
    ppp::Phase phase_ = ppp::Phase::Dead;
    Fifo<ppp::Output> outputs_;
};

}  // namespace mprd::router
