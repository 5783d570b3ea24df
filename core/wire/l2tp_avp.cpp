// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/l2tp_avp.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mprd::l2tp {
namespace {

constexpr std::uint16_t kMandatory = 0x8000;
constexpr std::uint16_t kHidden = 0x4000;
constexpr std::uint16_t kReserved = 0x3c00;
constexpr std::uint16_t kLengthMask = 0x03ff;
constexpr std::size_t kBlock = 16;           // of MD5
constexpr std::size_t kRandomVector = 16;    // octets that we send; RFC 2661 leaves it open
constexpr std::size_t kHiddenLength = 2;     // in front of the hidden value
constexpr std::size_t kLongestPadding = 15;  // so that the length does not tell the value
/// RFC 2661 section 4.3 lets the sender choose the padding. l2tpns 2.4 refuses the tunnel over a
/// hidden value shorter than this, with its length in front.
constexpr std::size_t kShortestHidden = 8;

// RFC 2661 section 4.4: "This AVP may be hidden" is said of all but these.
constexpr std::array kNeverHidden{
    AvpType::MessageType,
    AvpType::ResultCode,
    AvpType::ProtocolVersion,
    AvpType::HostName,
    AvpType::ReceiveWindowSize,
    AvpType::TieBreaker,
    AvpType::Q931CauseCode,
    AvpType::RandomVector,
    AvpType::SequencingRequired,
};

bool may_be_hidden(AvpType type) {
    return std::find(kNeverHidden.begin(), kNeverHidden.end(), type) == kNeverHidden.end();
}

/// RFC 2661 section 4.3: b(1) = MD5(type + secret + random vector), b(i) = MD5(secret + c(i-1)).
class KeyStream {
public:
    KeyStream(const AvpCipher& cipher, std::uint16_t type, ByteSpan random_vector)
        : cipher_(cipher) {
        ByteWriter(text_).u16(type).bytes(cipher.secret.reveal()).bytes(random_vector);
    }
    ~KeyStream() { wipe_memory(text_.data(), text_.size()); }
    KeyStream(const KeyStream&) = delete;
    KeyStream& operator=(const KeyStream&) = delete;

    [[nodiscard]] Crypto::Digest16 block() const { return cipher_.crypto.md5(text_); }
    /// The block that was just enciphered, or was to be deciphered.
    void follow(ByteSpan enciphered) {
        wipe_memory(text_.data(), text_.size());
        text_.clear();
        ByteWriter(text_).bytes(cipher_.secret.reveal()).bytes(enciphered);
    }

private:
    const AvpCipher& cipher_;
    Bytes text_;
};

void mix(std::span<std::uint8_t> block, const Crypto::Digest16& key) {
    for (std::size_t i = 0; i < block.size(); ++i) {
        block[i] = static_cast<std::uint8_t>(block[i] ^ key[i]);
    }
}

}  // namespace

std::optional<Avp> AvpReader::next() {
    if (in_.remaining() == 0 || is_malformed_) {
        return std::nullopt;
    }
    const auto bits = in_.u16();
    const auto vendor = in_.u16();
    const auto type = in_.u16();
    const std::size_t length = bits.value_or(0) & kLengthMask;
    const auto value =
        type && length >= kAvpHeaderSize ? in_.take(length - kAvpHeaderSize) : std::nullopt;
    if (!value) {
        is_malformed_ = true;
        return std::nullopt;
    }
    Avp avp;
    avp.is_mandatory = (*bits & kMandatory) != 0;
    avp.is_hidden = (*bits & kHidden) != 0;
    avp.has_reserved_bits = (*bits & kReserved) != 0;
    avp.vendor = *vendor;
    avp.type = *type;
    avp.value = *value;
    return avp;
}

std::optional<Bytes> reveal_value(
    const AvpCipher& cipher, std::uint16_t type, ByteSpan random_vector, ByteSpan hidden
) {
    Bytes clear(hidden.begin(), hidden.end());
    KeyStream stream(cipher, type, random_vector);
    for (std::size_t at = 0; at < clear.size(); at += kBlock) {
        const std::size_t size = std::min(kBlock, clear.size() - at);
        mix(std::span(clear).subspan(at, size), stream.block());
        stream.follow(hidden.subspan(at, size));
    }
    ByteReader in(clear);
    const auto length = in.u16();
    const auto value = length ? in.take(*length) : std::nullopt;
    return value ? std::optional<Bytes>(Bytes(value->begin(), value->end())) : std::nullopt;
}

Bytes hide_value(
    const AvpCipher& cipher,
    std::uint16_t type,
    ByteSpan random_vector,
    ByteSpan value,
    ByteSpan padding
) {
    Bytes bytes;
    ByteWriter(bytes).u16(static_cast<std::uint16_t>(value.size())).bytes(value).bytes(padding);
    KeyStream stream(cipher, type, random_vector);
    for (std::size_t at = 0; at < bytes.size(); at += kBlock) {
        const auto block = std::span(bytes).subspan(at, std::min(kBlock, bytes.size() - at));
        mix(block, stream.block());
        stream.follow(block);
    }
    return bytes;
}

AvpWriter& AvpWriter::u16(AvpType type, Need need, std::uint16_t number) {
    Bytes bytes;
    ByteWriter(bytes).u16(number);
    return value(type, need, bytes);
}

AvpWriter& AvpWriter::u32(AvpType type, Need need, std::uint32_t number) {
    Bytes bytes;
    ByteWriter(bytes).u32(number);
    return value(type, need, bytes);
}

AvpWriter& AvpWriter::value(AvpType type, Need need, ByteSpan bytes) {
    const auto number = static_cast<std::uint16_t>(type);
    const bool is_hidden = cipher_ != nullptr && may_be_hidden(type);
    const std::size_t overhead = is_hidden ? kHiddenLength + kLongestPadding : 0;
    ByteSpan body = bytes.first(std::min(bytes.size(), kMaxAvpSize - kAvpHeaderSize - overhead));
    Bytes hidden;
    if (is_hidden) {
        std::array<std::uint8_t, kLongestPadding + 1> noise{};
        entropy_->fill(noise);
        const std::size_t unpadded = kHiddenLength + body.size();
        const std::size_t least = kShortestHidden - std::min(kShortestHidden, unpadded);
        const std::size_t padding = std::max(noise.back() % noise.size(), least);
        hidden = hide_value(*cipher_, number, random_vector_, body, ByteSpan(noise).first(padding));
        body = hidden;
    }
    const auto bits = static_cast<std::uint16_t>(
        (need == Need::Mandatory ? kMandatory : 0U) | (is_hidden ? kHidden : 0U) |
        (kAvpHeaderSize + body.size())
    );
    ByteWriter(out_).u16(bits).u16(0).u16(number).bytes(body);
    return *this;
}

AvpWriter& AvpWriter::hide_with(const AvpCipher& cipher, Entropy& entropy) {
    random_vector_.resize(kRandomVector);
    entropy.fill(random_vector_);
    value(AvpType::RandomVector, Need::Mandatory, random_vector_);
    cipher_ = &cipher;
    entropy_ = &entropy;
    return *this;
}

}  // namespace mprd::l2tp
