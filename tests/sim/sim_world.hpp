// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/sim/sim_host.hpp"

#include <chrono>
#include <cstdint>
#include <functional>

namespace mprd::test {

/// MPRD_SIM_SEED, or `fallback`; printed either way when a story fails.
[[nodiscard]] std::uint64_t sim_seed(std::uint64_t fallback);

/// A modem, or several under one name, that calls and answers.
[[nodiscard]] DeviceConfig modem(const char* name, std::uint32_t ports = 1);

/// Somebody who may call in.
[[nodiscard]] UserConfig user(const char* name, const char* password = "secret");

/// A branch that calls and a head office that answers, joined by one line. The interface of each is
/// named after the other: "office" at the branch, "branch" at the office.
class SimWorld {
public:
    using Change = std::function<void(RouterConfig& branch, RouterConfig& office)>;
    explicit SimWorld(
        std::uint64_t seed, const Change& change = [](auto&, auto&) {}
    );

    void run_for(Duration duration);
    /// A ping from the branch to the office network.
    void ping() { branch.send_packet("office", echo_request()); }
    [[nodiscard]] static Bytes echo_request();
    [[nodiscard]] std::string all_events() const;

    std::uint64_t seed;
    platform::sim::SimTime time;
    SeededRandom random;
    platform::sim::SimLine line;
    SimHost branch;
    SimHost office;
};

}  // namespace mprd::test
