// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/auth_exchange.hpp"

#include <cstdint>
#include <optional>

namespace mprd::ppp {

/// Checks the peer's name and password (RFC 1334 section 2). Waits for the peer to speak.
class PapAuthenticator final : public AuthExchange {
public:
    /// `link` must outlive the exchange.
    PapAuthenticator(const PppConfig& config, LinkContext& link);

    /// Sends nothing: the peer speaks first.
    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;
    void handle_timeout(TimePoint now) override;
    /// Compares and answers Ack or Nak. A link whose tries are spent ends with 924.
    void secret_found(TimePoint now, const std::optional<Secret>& secret) override;

private:
    void refuse();
    void reply(std::uint8_t code);

    /// Wrong passwords that are still allowed, from AuthSettings::max_tries.
    int tries_left_;
    bool is_checking_ = false;  ///< PeerSecretWanted is not answered yet
    std::uint8_t id_ = 0;       ///< of the last request
    Secret password_;           ///< from the request that is being checked
};

}  // namespace mprd::ppp
