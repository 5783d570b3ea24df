// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/mschapv2.hpp"

#include "core/base/secret.hpp"

#include <algorithm>

namespace mprd::ppp::mschapv2 {
namespace {

/// RFC 2759 section 8.7, Magic1 and Magic2.
constexpr std::string_view kMagic1 = "Magic server to client signing constant";
constexpr std::string_view kMagic2 = "Pad to make it do more than one iteration";
/// RFC 2759 section 8.1: passwords have at most 256 characters.
constexpr std::size_t kMaxPasswordUnits = 256;

void append_utf16(Bytes& out, std::uint32_t unit) {
    out.push_back(static_cast<std::uint8_t>(unit & 0xffU));
    out.push_back(static_cast<std::uint8_t>((unit >> 8U) & 0xffU));
}

/// Length of the UTF-8 sequence that starts with `lead`, 0 if none does.
std::size_t sequence_length(std::uint8_t lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xc2 && lead < 0xe0) {
        return 2;
    }
    if (lead >= 0xe0 && lead < 0xf0) {
        return 3;
    }
    return lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
}

/// Takes one character off the front of `text`, which is not empty.
std::uint32_t take_character(ByteSpan& text) {
    const std::uint8_t lead = text[0];
    const std::size_t length = sequence_length(lead);
    const bool is_whole = length != 0 && length <= text.size() &&
                          std::all_of(
                              text.begin() + 1,
                              text.begin() + static_cast<std::ptrdiff_t>(length),
                              [](auto b) { return (b & 0xc0U) == 0x80U; }
                          );
    if (!is_whole || length == 1) {
        text = text.subspan(1);
        return lead;
    }
    std::uint32_t character = lead & (0x7fU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        character = (character << 6U) | (text[i] & 0x3fU);
    }
    text = text.subspan(length);
    return character;
}

Bytes to_utf16le(ByteSpan text) {
    Bytes out;
    out.reserve(text.size() * 2);  // no reallocation leaves a copy of a password behind
    while (!text.empty() && out.size() < kMaxPasswordUnits * 2) {
        const std::uint32_t character = take_character(text);
        if (character < 0x10000) {
            append_utf16(out, character);
        } else {
            append_utf16(out, 0xd800U + ((character - 0x10000U) >> 10U));
            append_utf16(out, 0xdc00U + ((character - 0x10000U) & 0x3ffU));
        }
    }
    return out;
}

/// ChallengeHash, RFC 2759 section 8.2.
Crypto::Block8 challenge_hash(const Crypto& crypto, const Exchange& exchange) {
    Bytes text;
    ByteWriter(text)
        .bytes(exchange.peer)
        .bytes(exchange.authenticator)
        .bytes(as_bytes(exchange.user_name));
    const auto digest = crypto.sha1(text);
    Crypto::Block8 hash{};
    std::copy_n(digest.begin(), hash.size(), hash.begin());
    return hash;
}

/// DesEncrypt, RFC 2759 section 8.6: seven key bytes become eight with a (zero) parity bit each.
Crypto::Block8 des_key(ByteSpan seven) {
    std::uint64_t bits = 0;
    for (const std::uint8_t byte : seven) {
        bits = (bits << 8U) | byte;
    }
    Crypto::Block8 key{};
    for (std::size_t i = 0; i < key.size(); ++i) {
        key[i] = static_cast<std::uint8_t>(((bits >> (49U - 7U * i)) & 0x7fU) << 1U);
    }
    return key;
}

}  // namespace

std::string_view without_domain(std::string_view user_name) {
    const std::size_t slash = user_name.rfind('\\');
    return slash == std::string_view::npos ? user_name : user_name.substr(slash + 1);
}

Crypto::Digest16 password_hash(const Crypto& crypto, ByteSpan password) {
    Bytes wide = to_utf16le(password);
    const auto hash = crypto.md4(wide);
    wipe_memory(wide.data(), wide.size());
    return hash;
}

NtResponse nt_response(const Crypto& crypto, const Exchange& exchange, ByteSpan password) {
    // ChallengeResponse, RFC 2759 section 8.5.
    const auto challenge = challenge_hash(crypto, exchange);
    const auto hash = password_hash(crypto, password);
    std::array<std::uint8_t, 21> padded{};
    std::copy(hash.begin(), hash.end(), padded.begin());
    NtResponse response{};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto key = des_key(ByteSpan(padded).subspan(7 * i, 7));
        const auto block = crypto.des_encrypt(key, challenge);
        std::copy(
            block.begin(), block.end(), response.begin() + static_cast<std::ptrdiff_t>(8 * i)
        );
    }
    wipe_memory(padded.data(), padded.size());
    return response;
}

std::string authenticator_response(
    const Crypto& crypto, const Exchange& exchange, const NtResponse& response, ByteSpan password
) {
    const auto hash_hash = crypto.md4(password_hash(crypto, password));
    Bytes first;
    ByteWriter(first).bytes(hash_hash).bytes(response).bytes(as_bytes(kMagic1));
    Bytes second;
    ByteWriter(second)
        .bytes(crypto.sha1(first))
        .bytes(challenge_hash(crypto, exchange))
        .bytes(as_bytes(kMagic2));
    std::string text = "S=";
    for (const std::uint8_t byte : crypto.sha1(second)) {
        constexpr std::string_view kDigits = "0123456789ABCDEF";
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0fU];
    }
    return text;
}

}  // namespace mprd::ppp::mschapv2
