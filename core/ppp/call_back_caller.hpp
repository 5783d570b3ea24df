// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/call_back_exchange.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd::ppp {

/// The caller: chooses among what the called end offers. Its own number goes before the one that is
/// set there, that before one of a list; no call-back comes last, and only where it will do.
/// Fails with 704 when nothing that is offered will do, or when the peer goes on asking.
class CallBackCaller final : public CallBackExchange {
public:
    CallBackCaller(const PppConfig& config, LinkContext& link);

    /// Sends nothing: the called end speaks first.
    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;

private:
    void receive_request(TimePoint now, const wire::ControlPacket& packet);
    void receive_ack(const wire::ControlPacket& packet);
    [[nodiscard]] std::optional<wire::CallBackOption> choose(
        const std::vector<wire::CallBackOption>& offer
    ) const;

    /// From the settings.
    std::string number_;
    std::uint8_t delay_seconds_;
    bool must_be_called_;
    int requests_left_ = kMaxCallBackRequests;
    std::optional<std::uint8_t> id_;  ///< of the Request that we have answered
    wire::CallBackOption choice_;     ///< in our Response to it
    Bytes response_;                  ///< its data
};

}  // namespace mprd::ppp
