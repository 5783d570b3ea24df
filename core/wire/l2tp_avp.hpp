// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/crypto.hpp"
#include "core/base/random.hpp"
#include "core/base/secret.hpp"

#include <cstdint>
#include <optional>

namespace mprd::l2tp {

/// Attribute types of vendor 0 (RFC 2661 section 4.4).
enum class AvpType : std::uint16_t {
    MessageType = 0,
    ResultCode = 1,
    ProtocolVersion = 2,
    FramingCapabilities = 3,
    BearerCapabilities = 4,
    TieBreaker = 5,
    FirmwareRevision = 6,
    HostName = 7,
    VendorName = 8,
    AssignedTunnelId = 9,
    ReceiveWindowSize = 10,
    Challenge = 11,
    Q931CauseCode = 12,
    ChallengeResponse = 13,
    AssignedSessionId = 14,
    CallSerialNumber = 15,
    MinimumBps = 16,
    MaximumBps = 17,
    BearerType = 18,
    FramingType = 19,
    CalledNumber = 21,
    CallingNumber = 22,
    SubAddress = 23,
    TxConnectSpeed = 24,
    PhysicalChannelId = 25,
    InitialReceivedLcpConfReq = 26,
    LastSentLcpConfReq = 27,
    LastReceivedLcpConfReq = 28,
    ProxyAuthenType = 29,
    ProxyAuthenName = 30,
    ProxyAuthenChallenge = 31,
    ProxyAuthenId = 32,
    ProxyAuthenResponse = 33,
    CallErrors = 34,
    Accm = 35,
    RandomVector = 36,
    PrivateGroupId = 37,
    RxConnectSpeed = 38,
    SequencingRequired = 39,
};

inline constexpr std::size_t kAvpHeaderSize = 6;  ///< RFC 2661 section 4.1
inline constexpr std::size_t kMaxAvpSize = 1023;  ///< the length field has 10 bits

/// One attribute-value pair as it stands in a message.
struct Avp {
    bool is_mandatory = false;
    bool is_hidden = false;
    /// Reserved bits were set: to be treated as unknown (RFC 2661 section 4.1).
    bool has_reserved_bits = false;
    std::uint16_t vendor = 0;  ///< 0: IETF, an SMI enterprise code else
    std::uint16_t type = 0;    ///< AvpType when the vendor is 0
    /// Without the head; enciphered if hidden. Points into the message.
    ByteSpan value;
};

/// Walks over the AVPs of a message without copying them.
class AvpReader {
public:
    /// The octets must outlive the reader and what it gives out.
    explicit AvpReader(ByteSpan avps) : in_(avps) {}
    /// Nothing at the end, and at the first AVP that is shorter than its head or longer than the
    /// message; is_malformed() tells which.
    [[nodiscard]] std::optional<Avp> next();
    [[nodiscard]] bool is_malformed() const { return is_malformed_; }

private:
    ByteReader in_;
    bool is_malformed_ = false;
};

/// What hides values and shows them again (RFC 2661 section 4.3). References must outlive it.
struct AvpCipher {
    const Crypto& crypto;
    const Secret& secret;
};

/// The value behind a hidden AVP; nothing when its own length does not fit, as after another
/// secret.
[[nodiscard]] std::optional<Bytes> reveal_value(
    const AvpCipher& cipher, std::uint16_t type, ByteSpan random_vector, ByteSpan hidden
);
/// The value of a hidden AVP: length, `value` and padding, enciphered.
[[nodiscard]] Bytes hide_value(
    const AvpCipher& cipher,
    std::uint16_t type,
    ByteSpan random_vector,
    ByteSpan value,
    ByteSpan padding
);

/// Appends AVPs of vendor 0 to a buffer of its own.
class AvpWriter {
public:
    /// Whether a receiver that does not know an AVP must give up the tunnel or call.
    enum class Need {
        Mandatory,
        Optional,
    };

    AvpWriter& flag(AvpType type, Need need) { return value(type, need, {}); }
    AvpWriter& u16(AvpType type, Need need, std::uint16_t number);
    AvpWriter& u32(AvpType type, Need need, std::uint32_t number);
    /// A value that does not fit an AVP is cut.
    AvpWriter& value(AvpType type, Need need, ByteSpan bytes);

    /// From now on values that RFC 2661 allows to be hidden are. Writes a Random Vector; the cipher
    /// must outlive the writer.
    AvpWriter& hide_with(const AvpCipher& cipher, Entropy& entropy);
    [[nodiscard]] Bytes take() { return std::move(out_); }

private:
    Bytes out_;
    const AvpCipher* cipher_ = nullptr;
    Entropy* entropy_ = nullptr;
    Bytes random_vector_;
};

}  // namespace mprd::l2tp
