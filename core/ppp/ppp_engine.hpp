// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/random.hpp"
#include "core/ppp/link_engine.hpp"
#include "core/ppp/ppp_config.hpp"

#include <memory>
#include <optional>

namespace mprd::ppp {

/// One PPP link, either role, sans I/O: LCP, authentication, call-back, IPCP and IPV6CP stacked as
/// RFC 1661 section 3 says. Same seed and same inputs give the same outputs. Bounded in memory and
/// time for any peer.
class PppEngine final : public LinkEngine {
public:
    /// `config` is copied; the three services must outlive the engine. Emits nothing before LinkUp.
    PppEngine(PppConfig config, const Crypto& crypto, RandomSource& random, Entropy& entropy);
    ~PppEngine() override;
    PppEngine(PppEngine&&) noexcept;
    PppEngine& operator=(PppEngine&&) noexcept;
    PppEngine(const PppEngine&) = delete;
    PppEngine& operator=(const PppEngine&) = delete;

    void handle(TimePoint now, const Input& input) override;
    void handle_timeout(TimePoint now) override;
    [[nodiscard]] std::optional<Output> poll_output() override;
    [[nodiscard]] std::optional<TimePoint> next_deadline() const override;
    [[nodiscard]] PppStatus status() const override;

private:
    class Stack;
    std::unique_ptr<Stack> stack_;
};

}  // namespace mprd::ppp
