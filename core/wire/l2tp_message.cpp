// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/l2tp_message.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <variant>

namespace mprd::l2tp {
namespace {

using Message = ControlMessage;
using Need = AvpWriter::Need;
constexpr std::size_t kNoLimit = kMaxAvpSize;

/// Known and not kept.
struct Skipped {};
using U16 = std::optional<std::uint16_t> Message::*;
using U32 = std::optional<std::uint32_t> Message::*;
using Text = std::optional<std::string> Message::*;
using Octets = std::optional<Bytes> Message::*;
using Flag = bool Message::*;
using Results = std::optional<ResultCode> Message::*;
using Field = std::variant<Skipped, U16, U32, Text, Octets, Flag, Results>;

/// One attribute of RFC 2661 section 4.4: where its value goes, which sizes are right and whether
/// we send it as mandatory. In the order in which we send them.
struct Row {
    AvpType type;
    Field field;
    std::size_t smallest;
    std::size_t largest;
    Need need = Need::Mandatory;
};

// clang-format off
constexpr std::array kRows{
    Row{AvpType::ResultCode,          &Message::result,               2, kNoLimit},
    Row{AvpType::ProtocolVersion,     &Message::protocol_version,     2, 2},
    Row{AvpType::FramingCapabilities, &Message::framing_capabilities, 4, 4},
    Row{AvpType::BearerCapabilities,  &Message::bearer_capabilities,  4, 4},
    Row{AvpType::TieBreaker,          &Message::tie_breaker,          8, 8, Need::Optional},
    Row{AvpType::FirmwareRevision,    &Message::firmware_revision,    2, 2, Need::Optional},
    Row{AvpType::HostName,            &Message::host_name,            1, kNoLimit},
    Row{AvpType::VendorName,          &Message::vendor_name,          0, kNoLimit, Need::Optional},
    Row{AvpType::AssignedTunnelId,    &Message::assigned_tunnel_id,   2, 2},
    Row{AvpType::ReceiveWindowSize,   &Message::receive_window,       2, 2},
    Row{AvpType::Challenge,           &Message::challenge,            1, kNoLimit},
    Row{AvpType::ChallengeResponse,   &Message::challenge_response,   16, 16},
    Row{AvpType::AssignedSessionId,   &Message::assigned_session_id,  2, 2},
    Row{AvpType::CallSerialNumber,    &Message::call_serial,          4, 4},
    Row{AvpType::BearerType,          &Message::bearer_type,          4, 4},
    Row{AvpType::FramingType,         &Message::framing_type,         4, 4},
    Row{AvpType::CalledNumber,        &Message::called_number,        0, kNoLimit},
    Row{AvpType::CallingNumber,       &Message::calling_number,       0, kNoLimit},
    Row{AvpType::TxConnectSpeed,      &Message::tx_speed,             4, 4},
    Row{AvpType::RxConnectSpeed,      &Message::rx_speed,             4, 4, Need::Optional},
    Row{AvpType::SequencingRequired,  &Message::sequencing_required,  0, 0},
    Row{AvpType::Q931CauseCode,              Skipped{}, 3, kNoLimit},
    Row{AvpType::MinimumBps,                 Skipped{}, 4, 4},
    Row{AvpType::MaximumBps,                 Skipped{}, 4, 4},
    Row{AvpType::SubAddress,                 Skipped{}, 0, kNoLimit},
    Row{AvpType::PhysicalChannelId,          Skipped{}, 4, 4},
    Row{AvpType::InitialReceivedLcpConfReq,  Skipped{}, 0, kNoLimit},
    Row{AvpType::LastSentLcpConfReq,         Skipped{}, 0, kNoLimit},
    Row{AvpType::LastReceivedLcpConfReq,     Skipped{}, 0, kNoLimit},
    Row{AvpType::ProxyAuthenType,            Skipped{}, 2, 2},
    Row{AvpType::ProxyAuthenName,            Skipped{}, 0, kNoLimit},
    Row{AvpType::ProxyAuthenChallenge,       Skipped{}, 0, kNoLimit},
    Row{AvpType::ProxyAuthenId,              Skipped{}, 2, 2},
    Row{AvpType::ProxyAuthenResponse,        Skipped{}, 0, kNoLimit},
    Row{AvpType::CallErrors,                 Skipped{}, 26, 26},
    Row{AvpType::Accm,                       Skipped{}, 10, 10},
    Row{AvpType::PrivateGroupId,             Skipped{}, 0, kNoLimit},
};
// clang-format on

const Row* find_row(std::uint16_t type) {
    const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
        return static_cast<std::uint16_t>(each.type) == type;
    });
    return row == kRows.end() ? nullptr : &*row;
}

/// Puts a value of the right size into the message.
class Storing {
public:
    Storing(Message& message, ByteSpan value) : message_(message), value_(value) {}
    void operator()(Skipped) const {}
    void operator()(U16 field) const { message_.*field = ByteReader(value_).u16(); }
    void operator()(U32 field) const { message_.*field = ByteReader(value_).u32(); }
    void operator()(Text field) const { message_.*field = std::string(as_text(value_)); }
    void operator()(Octets field) const { message_.*field = Bytes(value_.begin(), value_.end()); }
    void operator()(Flag field) const { message_.*field = true; }
    void operator()(Results field) const {
        ByteReader in(value_);
        ResultCode result;
        result.code = in.u16().value_or(0);
        result.error = in.u16();
        result.message = std::string(as_text(in.rest()));
        message_.*field = std::move(result);
    }

private:
    Message& message_;
    ByteSpan value_;
};

/// Writes one field of the message if it is there.
class Writing {
public:
    Writing(const Message& message, const Row& row, AvpWriter& out)
        : message_(message), row_(row), out_(out) {}
    void operator()(Skipped) const {}
    void operator()(U16 field) const {
        if (const auto& number = message_.*field) {
            out_.u16(row_.type, row_.need, *number);
        }
    }
    void operator()(U32 field) const {
        if (const auto& number = message_.*field) {
            out_.u32(row_.type, row_.need, *number);
        }
    }
    void operator()(Text field) const {
        if (const auto& text = message_.*field) {
            out_.value(row_.type, row_.need, as_bytes(*text));
        }
    }
    void operator()(Octets field) const {
        if (const auto& octets = message_.*field) {
            out_.value(row_.type, row_.need, *octets);
        }
    }
    void operator()(Flag field) const {
        if (message_.*field) {
            out_.flag(row_.type, row_.need);
        }
    }
    void operator()(Results field) const {
        if (const auto& result = message_.*field) {
            Bytes value;
            ByteWriter(value).u16(result->code);
            if (result->error || !result->message.empty()) {
                ByteWriter(value).u16(result->error.value_or(0)).bytes(as_bytes(result->message));
            }
            out_.value(row_.type, row_.need, value);
        }
    }

private:
    const Message& message_;
    const Row& row_;
    AvpWriter& out_;
};

/// The AVPs behind the message type, one after the other.
class Decoder {
public:
    explicit Decoder(const std::optional<AvpCipher>& cipher) : cipher_(cipher) {}

    void take(const Avp& avp) {
        const Row* row = avp.vendor == 0 ? find_row(avp.type) : nullptr;
        if (avp.vendor == 0 && avp.type == static_cast<std::uint16_t>(AvpType::RandomVector)) {
            random_vector_ = avp.value;
            return;
        }
        if (row == nullptr || avp.has_reserved_bits) {
            return unknown(avp, "is unknown");
        }
        ByteSpan value = avp.value;
        std::optional<Bytes> revealed;
        if (avp.is_hidden) {
            revealed = reveal(avp);
            if (!revealed) {
                return unknown(avp, "is hidden with another secret than ours");
            }
            value = *revealed;
        }
        if (value.size() < row->smallest || value.size() > row->largest) {
            return complain(GeneralError::WrongLength, avp, "has the wrong length");
        }
        std::visit(Storing(decoded.message, value), row->field);
    }
    void complain(GeneralError error, std::string detail) {
        if (!decoded.problem) {
            decoded.problem = Problem{error, std::move(detail)};
        }
    }

    DecodedMessage decoded;

private:
    [[nodiscard]] std::optional<Bytes> reveal(const Avp& avp) const {
        return cipher_ && !cipher_->secret.is_empty()
                   ? reveal_value(*cipher_, avp.type, random_vector_, avp.value)
                   : std::nullopt;
    }
    void complain(GeneralError error, const Avp& avp, const char* what) {
        const std::string vendor =
            avp.vendor == 0 ? "" : " of vendor " + std::to_string(avp.vendor);
        complain(error, "AVP " + std::to_string(avp.type) + vendor + ' ' + what);
    }
    void unknown(const Avp& avp, const char* what) {
        if (avp.is_mandatory) {
            complain(GeneralError::UnknownMandatoryAvp, avp, what);
        }
    }

    const std::optional<AvpCipher>& cipher_;
    ByteSpan random_vector_;
};

}  // namespace

const char* name_of(MessageType type) {
    switch (type) {
        case MessageType::Sccrq:
            return "SCCRQ";
        case MessageType::Sccrp:
            return "SCCRP";
        case MessageType::Scccn:
            return "SCCCN";
        case MessageType::StopCcn:
            return "StopCCN";
        case MessageType::Hello:
            return "HELLO";
        case MessageType::Ocrq:
            return "OCRQ";
        case MessageType::Ocrp:
            return "OCRP";
        case MessageType::Occn:
            return "OCCN";
        case MessageType::Icrq:
            return "ICRQ";
        case MessageType::Icrp:
            return "ICRP";
        case MessageType::Iccn:
            return "ICCN";
        case MessageType::Cdn:
            return "CDN";
        case MessageType::Wen:
            return "WEN";
        case MessageType::Sli:
            return "SLI";
    }
    return nullptr;
}

std::optional<DecodedMessage> decode_message(
    ByteSpan avps, const std::optional<AvpCipher>& cipher
) {
    AvpReader in(avps);
    const auto first = in.next();
    if (!first || first->vendor != 0 || first->type != 0 || first->is_hidden ||
        first->value.size() != 2) {
        return std::nullopt;
    }
    Decoder decoder(cipher);
    decoder.decoded.message.type = ByteReader(first->value).u16().value_or(0);
    decoder.decoded.message.is_mandatory = first->is_mandatory;
    while (const auto avp = in.next()) {
        decoder.take(*avp);
    }
    if (in.is_malformed()) {
        decoder.complain(GeneralError::WrongLength, "an AVP does not fit its message");
    }
    return std::move(decoder.decoded);
}

Bytes encode_message(
    const ControlMessage& message, const std::optional<AvpCipher>& cipher, Entropy& entropy
) {
    AvpWriter out;
    out.u16(
        AvpType::MessageType, message.is_mandatory ? Need::Mandatory : Need::Optional, message.type
    );
    if (cipher && !cipher->secret.is_empty()) {
        out.hide_with(*cipher, entropy);
    }
    for (const Row& row : kRows) {
        std::visit(Writing(message, row, out), row.field);
    }
    return out.take();
}

Bytes challenge_response(const AvpCipher& cipher, MessageType type, ByteSpan challenge) {
    Bytes text;
    ByteWriter(text)
        .u8(static_cast<std::uint8_t>(type))
        .bytes(cipher.secret.reveal())
        .bytes(challenge);
    const auto digest = cipher.crypto.md5(text);
    wipe_memory(text.data(), text.size());
    return Bytes(digest.begin(), digest.end());
}

}  // namespace mprd::l2tp
