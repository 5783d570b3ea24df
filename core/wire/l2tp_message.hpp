// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/l2tp_avp.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::l2tp {

/// Control messages (RFC 2661 section 3.2). SCC: of the tunnel. OC and IC: of a call that the LNS
/// or the LAC asks for.
enum class MessageType : std::uint16_t {
    Sccrq = 1,  ///< Start-Control-Connection-Request
    Sccrp = 2,
    Scccn = 3,
    StopCcn = 4,
    Hello = 6,
    Ocrq = 7,
    Ocrp = 8,
    Occn = 9,
    Icrq = 10,
    Icrp = 11,
    Iccn = 12,
    Cdn = 14,  ///< Call-Disconnect-Notify
    Wen = 15,  ///< WAN-Error-Notify
    Sli = 16,  ///< Set-Link-Info
};
/// "SCCRQ"; nullptr for a number that is none of them.
[[nodiscard]] const char* name_of(MessageType type);

/// Why a tunnel or call ends (RFC 2661 section 4.4.2). The meaning of `code` depends on the
/// message: StopCCN or CDN.
struct ResultCode {
    std::uint16_t code = 0;
    std::optional<std::uint16_t> error;  ///< GeneralError, mostly
    std::string message;                 ///< UTF-8, for people; as the peer sent it
    friend bool operator==(const ResultCode&, const ResultCode&) = default;
};

/// Error codes of a Result Code AVP (RFC 2661 section 4.4.2).
enum class GeneralError : std::uint16_t {
    NoTunnel = 1,
    WrongLength = 2,
    BadValue = 3,
    InsufficientResources = 4,
    InvalidSessionId = 5,
    VendorSpecific = 6,
    TryAnother = 7,
    UnknownMandatoryAvp = 8,
};

/// What makes a message unusable: the tunnel or call must end with this error (RFC 2661
/// section 4.1).
struct Problem {
    GeneralError error = GeneralError::BadValue;
    std::string detail;
};

/// One control message: what stood in it, and nothing for what did not. AVPs that nobody here needs
/// (proxy LCP, call errors, private groups) are known and passed over.
struct ControlMessage {
    std::uint16_t type = 0;  ///< MessageType; a number without name may be ignored if not mandatory
    bool is_mandatory = true;

    // Of tunnels.
    std::optional<std::uint16_t> protocol_version;  ///< high octet version, low octet revision
    std::optional<std::uint32_t> framing_capabilities;
    std::optional<std::uint32_t> bearer_capabilities;
    std::optional<Bytes> tie_breaker;  ///< 8 octets
    std::optional<std::uint16_t> firmware_revision;
    std::optional<std::string> host_name;
    std::optional<std::string> vendor_name;
    std::optional<std::uint16_t> assigned_tunnel_id;
    std::optional<std::uint16_t> receive_window;
    std::optional<Bytes> challenge;
    std::optional<Bytes> challenge_response;  ///< 16 octets

    // Of calls.
    std::optional<std::uint16_t> assigned_session_id;
    std::optional<std::uint32_t> call_serial;
    std::optional<std::uint32_t> bearer_type;
    std::optional<std::uint32_t> framing_type;
    std::optional<std::string> called_number;
    std::optional<std::string> calling_number;
    std::optional<std::uint32_t> tx_speed;  ///< bit/s
    std::optional<std::uint32_t> rx_speed;  ///< bit/s
    bool sequencing_required = false;

    std::optional<ResultCode> result;

    [[nodiscard]] bool is(MessageType wanted) const {
        return type == static_cast<std::uint16_t>(wanted);
    }
};

/// A message as far as it can be understood, and what is wrong with it.
struct DecodedMessage {
    ControlMessage message;
    std::optional<Problem> problem;
};

/// Nothing unless the first AVP is a Message Type (RFC 2661 section 4.4.1). Without `cipher` a
/// hidden AVP counts as unknown.
[[nodiscard]] std::optional<DecodedMessage> decode_message(
    ByteSpan avps, const std::optional<AvpCipher>& cipher
);

/// The AVPs of a message, in the order of the RFC. With `cipher`, hidden where that is allowed.
[[nodiscard]] Bytes encode_message(
    const ControlMessage& message, const std::optional<AvpCipher>& cipher, Entropy& entropy
);

/// The proof of knowing the secret (RFC 2661 section 5.1.1): `type` is the message that carries it.
[[nodiscard]] Bytes challenge_response(
    const AvpCipher& cipher, MessageType type, ByteSpan challenge
);

}  // namespace mprd::l2tp
