// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/ppp_engine.hpp"

#include "core/ppp/stack.hpp"

namespace mprd::ppp {

const char* to_string(Phase phase) {
    switch (phase) {
        case Phase::Dead:
            return "dead";
        case Phase::Establish:
            return "establish";
        case Phase::Authenticate:
            return "authenticate";
        case Phase::CallBack:
            return "callback";
        case Phase::Network:
            return "network";
        case Phase::Terminate:
            return "terminate";
    }
    return "unknown";
}

PppEngine::PppEngine(PppConfig config, const Crypto& crypto, RandomSource& random, Entropy& entropy)
    : stack_(std::make_unique<Stack>(std::move(config), crypto, random, entropy)) {}
PppEngine::~PppEngine() = default;
PppEngine::PppEngine(PppEngine&&) noexcept = default;
PppEngine& PppEngine::operator=(PppEngine&&) noexcept = default;

void PppEngine::handle(TimePoint now, const Input& input) {
    stack_->handle(now, input);
}
void PppEngine::handle_timeout(TimePoint now) {
    stack_->handle_timeout(now);
}
std::optional<Output> PppEngine::poll_output() {
    return stack_->poll();
}
std::optional<TimePoint> PppEngine::next_deadline() const {
    return stack_->next_deadline();
}
PppStatus PppEngine::status() const {
    return stack_->status();
}

}  // namespace mprd::ppp
