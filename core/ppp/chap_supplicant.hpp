// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/auth_exchange.hpp"
#include "core/ppp/chap_packet.hpp"

#include <cstdint>
#include <string>

namespace mprd::ppp {

/// Answers the peer's challenges: CHAP with MD5 (RFC 1994) or MS-CHAPv2 (RFC 2759). With the latter
/// the peer must prove in turn that it knows the password.
/// No secret leaves the host: only digests are sent. Never answers a challenge that we have set the
/// peer ourselves, which would be a reflection.
class ChapSupplicant final : public AuthExchange {
public:
    /// Takes name and password of `config`. `method` is ChapMd5 or MsChapV2.
    ChapSupplicant(AuthMethod method, const PppConfig& config, LinkContext& link);

    /// Sends nothing: the peer challenges first.
    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;
    /// Sends the Response again while neither Success nor Failure has come.
    void handle_timeout(TimePoint now) override;

private:
    void receive_challenge(TimePoint now, const wire::ControlPacket& packet);
    void receive_success(const wire::ControlPacket& packet);
    void receive_failure(const wire::ControlPacket& packet);
    /// The 49-octet value of RFC 2759 section 4; also fills expected_.
    [[nodiscard]] Bytes respond_mschapv2(ByteSpan challenge);
    void send_response(TimePoint now);

    /// Wiped when the exchange goes.
    Secret password_;
    /// Identifier of the challenge that the response answers.
    std::uint8_t id_ = 0;
    Bytes challenge_;          ///< that the response answers; empty before the first one
    Bytes response_;           ///< data of our Response packet
    std::string expected_;     ///< "S=..." that the peer must show (MS-CHAPv2)
    bool is_waiting_ = false;  ///< for Success or Failure
};

}  // namespace mprd::ppp
