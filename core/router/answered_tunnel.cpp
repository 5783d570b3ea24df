// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/answered_tunnel.hpp"

#include <utility>
#include <variant>

namespace mprd::router {

void AnsweredTunnel::handle(TimePoint /*now*/, const ppp::Input& input) {
    std::visit([this](const auto& message) { on(message); }, input);
}

std::optional<ppp::Output> AnsweredTunnel::poll_output() {
    return outputs_.poll();
}

ppp::PppStatus AnsweredTunnel::status() const {
    ppp::PppStatus status;
    status.phase = phase_;
    return status;
}

void AnsweredTunnel::on(const ppp::LinkUp&) {
    if (phase_ != ppp::Phase::Dead) {
        return;
    }
    phase_ = ppp::Phase::Authenticate;
    outputs_.push(ppp::PeerSecretWanted{caller_.user_name, ppp::AuthMethod::Pap});
}

void AnsweredTunnel::on(const ppp::PeerSecretFound& input) {
    if (phase_ != ppp::Phase::Authenticate) {
        return;
    }
    if (!is_right(input.secret)) {
        finish(make_error(
            Errc::RemoteAuthenticationFailure,
            "the name or the password of caller \"" + caller_.user_name + "\" is wrong"
        ));
        return;
    }
    phase_ = ppp::Phase::Network;
    caller_.password.reset();
    outputs_.push(ppp::PeerAuthenticated{caller_.user_name, ppp::AuthMethod::Pap});
}

bool AnsweredTunnel::is_right(const std::optional<Secret>& wanted) const {
    if (!wanted) {
        return false;  // nobody of this name may call
    }
    // A user without a password can come with a certificate only.
    return !caller_.password || (!wanted->is_empty() && *caller_.password == *wanted);
}

void AnsweredTunnel::finish(const Error& error) {
    if (std::exchange(phase_, ppp::Phase::Terminate) != ppp::Phase::Terminate) {
        outputs_.push(ppp::Finished{error});
    }
}

}  // namespace mprd::router
