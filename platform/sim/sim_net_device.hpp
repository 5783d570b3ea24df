// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/net_device.hpp"

#include <optional>
#include <vector>

namespace mprd::platform::sim {

/// A network interface that keeps what it is told and delivers what the test sends.
class SimNetDevice final : public NetDevice {
public:
    [[nodiscard]] Result<void> apply(const NetConfig& config) override {
        ++applied_;
        if (failure_ && (fails_ == Fails::Always || config.ipv4 || config.ipv6)) {
            return make_error(*failure_, "the simulated host refuses");
        }
        config_ = config;
        return {};
    }
    void write(ByteSpan packet) override { received_.emplace_back(packet.begin(), packet.end()); }
    void set_reading(Reading reading) override { reading_ = reading; }

    enum class Fails {
        Always,
        WithAddress  ///< what a call needs, not what is there without one
    };
    /// Every such apply() fails with this error while set.
    void set_failure(std::optional<Errc> failure, Fails fails = Fails::Always) {
        failure_ = failure;
        fails_ = fails;
    }
    /// As last applied with success.
    [[nodiscard]] const std::optional<NetConfig>& config() const { return config_; }
    /// Packets given to write(), in order.
    [[nodiscard]] const std::vector<Bytes>& received() const { return received_; }
    /// Calls of apply(), failed ones included.
    [[nodiscard]] std::uint64_t applied() const { return applied_; }

private:
    std::optional<NetConfig> config_;
    std::optional<Errc> failure_;
    Fails fails_ = Fails::Always;
    std::vector<Bytes> received_;
    std::uint64_t applied_ = 0;
    Reading reading_ = Reading::Wanted;
};

}  // namespace mprd::platform::sim
