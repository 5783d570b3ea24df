// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/auth_exchange.hpp"

#include <cstdint>

namespace mprd::ppp {

/// PAP packet codes (RFC 1334 section 2.2).
/// Authenticate-Request: peer id and password, each with a length octet.
inline constexpr std::uint8_t kPapRequest = 1;
/// Authenticate-Ack and -Nak: a message with a length octet.
inline constexpr std::uint8_t kPapAck = 2;
inline constexpr std::uint8_t kPapNak = 3;

/// Name and password in the clear, sent until the peer answers (RFC 1334 section 2).
class PapSupplicant final : public AuthExchange {
public:
    /// Takes name and password of `config`; `link` must outlive the exchange.
    PapSupplicant(const PppConfig& config, LinkContext& link);

    /// Sends the first Authenticate-Request.
    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;
    /// Sends it again while the peer has not answered.
    void handle_timeout(TimePoint now) override;

private:
    void send_request(TimePoint now);

    /// Wiped when the exchange goes.
    Secret password_;
    /// Identifier of our last request, which the answer must carry.
    std::uint8_t id_ = 0;
};

}  // namespace mprd::ppp
