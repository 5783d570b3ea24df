// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/rip/rip_packet.hpp"

#include <algorithm>
#include <array>

namespace mprd::rip {
namespace {

constexpr std::size_t kHeader = 4;
constexpr std::size_t kEntry = 20;
constexpr std::uint16_t kAuthentication = 0xffff;  // as address family, RFC 2453 section 4.1
constexpr std::uint16_t kPassword = 2;
constexpr std::uint16_t kKeyedMd5 = 3;     // RFC 2082 section 3.2.1
constexpr std::uint16_t kTrailer = 1;      // RFC 2082 section 3.2.2
constexpr std::size_t kTrailerHeader = 4;  // family and kind
constexpr std::uint8_t kDigestSize = 16;   // RFC 2082; some count the trailer's header too
constexpr std::uint8_t kWholeTrailer = 20;

using Key = std::array<std::uint8_t, kMaxRipKey>;

/// Padded with zeros.
Key padded(const Secret& secret) {
    Key key{};
    const ByteSpan text = secret.reveal();
    std::copy_n(text.begin(), std::min(text.size(), key.size()), key.begin());
    return key;
}

/// RFC 2082 section 3.2.2: the message, the header of the trailer, the key.
Crypto::Digest16 digest_of(ByteSpan message, const Secret& secret, const Crypto& crypto) {
    Bytes text(message.begin(), message.end());
    const Key key = padded(secret);
    ByteWriter(text).u16(kAuthentication).u16(kTrailer).bytes(key);
    const auto digest = crypto.md5(text);
    wipe_memory(text.data(), text.size());
    return digest;
}

Error wrong(const char* what) {
    return make_error(Errc::InvalidData, std::string("RIP packet: ") + what);
}
Error refused(const char* what) {
    return make_error(Errc::AuthenticationFailure, std::string("RIP authentication: ") + what);
}

Entry read_entry(ByteSpan bytes) {
    ByteReader in(bytes);
    Entry entry;
    entry.family = *in.u16();
    entry.tag = *in.u16();
    entry.address.value = *in.u32();
    entry.mask = *in.u32();
    entry.next_hop.value = *in.u32();
    entry.metric = *in.u32();
    return entry;
}

/// Of a packet that has a first entry of family 0xffff: where its route entries end.
Result<std::size_t> check_md5(ByteSpan bytes, const Authentication& wanted, const Crypto& crypto) {
    ByteReader in(bytes.subspan(kHeader + 4));
    const std::size_t length = *in.u16();
    const std::uint8_t key_id = *in.u8();
    const std::uint8_t size = *in.u8();
    if (key_id != wanted.key_id) {
        return refused("another key id than ours");
    }
    if ((size != kDigestSize && size != kWholeTrailer) || length < kHeader + kEntry ||
        bytes.size() != length + kTrailerHeader + kDigestSize) {
        return wrong("the MD5 trailer is not where its entry says");
    }
    ByteReader trailer(bytes.subspan(length));
    if (*trailer.u16() != kAuthentication || *trailer.u16() != kTrailer) {
        return wrong("no MD5 trailer");
    }
    const auto expected = digest_of(bytes.first(length), wanted.key, crypto);
    if (!Secret::equal_in_constant_time(expected, trailer.rest())) {
        return refused("the digest is wrong: both ends need the same key");
    }
    return length;
}

/// Where the route entries end.
Result<std::size_t> check_authentication(
    ByteSpan bytes, const Authentication& wanted, const Crypto& crypto
) {
    ByteReader in(bytes.subspan(kHeader));
    const bool has = in.u16().value_or(0) == kAuthentication;
    if (wanted.kind == Authentication::Kind::None) {
        // RFC 2453 section 4.1: who is not configured for it drops authenticated packets.
        return has ? Result<std::size_t>(refused("the neighbour uses one, we have none"))
                   : Result<std::size_t>(bytes.size());
    }
    if (!has || bytes.size() < kHeader + kEntry) {
        return refused("the neighbour uses none");
    }
    const std::uint16_t kind = *in.u16();
    if (wanted.kind == Authentication::Kind::KeyedMd5) {
        return kind == kKeyedMd5 ? check_md5(bytes, wanted, crypto)
                                 : Result<std::size_t>(refused("expected keyed MD5"));
    }
    const Key key = padded(wanted.key);
    if (kind != kPassword || !Secret::equal_in_constant_time(key, *in.take(kMaxRipKey))) {
        return refused("the password is wrong");
    }
    return bytes.size();
}

}  // namespace

Packet Packet::whole_table() {
    Entry all;
    all.family = 0;
    all.metric = kInfinity;
    return {Command::Request, {all}};
}

bool Packet::asks_for_whole_table() const {
    return command == Command::Request && entries.size() == 1 && entries[0].family == 0 &&
           entries[0].metric == kInfinity;
}

Bytes Packet::encode(const Authentication& authentication, const Crypto& crypto) const {
    const bool is_plain = authentication.kind == Authentication::Kind::None;
    const bool is_md5 = authentication.kind == Authentication::Kind::KeyedMd5;
    const std::size_t count = std::min(entries.size(), is_plain ? kMaxEntries : kMaxEntries - 1);
    Bytes bytes;
    ByteWriter out(bytes);
    out.u8(static_cast<std::uint8_t>(command)).u8(2).u16(0);
    if (authentication.kind == Authentication::Kind::Password) {
        const Key key = padded(authentication.key);
        out.u16(kAuthentication).u16(kPassword).bytes(key);
    } else if (is_md5) {
        const auto length = static_cast<std::uint16_t>(kHeader + kEntry * (count + 1));
        out.u16(kAuthentication).u16(kKeyedMd5).u16(length).u8(authentication.key_id);
        out.u8(kDigestSize).u32(authentication.sequence).u32(0).u32(0);
    }
    for (std::size_t i = 0; i < count; ++i) {
        const Entry& entry = entries[i];
        out.u16(entry.family).u16(entry.tag).u32(entry.address.value).u32(entry.mask);
        out.u32(entry.next_hop.value).u32(entry.metric);
    }
    if (is_md5) {
        const auto digest = digest_of(bytes, authentication.key, crypto);
        out.u16(kAuthentication).u16(kTrailer).bytes(digest);
    }
    return bytes;
}

Result<Packet> Packet::decode(
    ByteSpan bytes, const Authentication& authentication, const Crypto& crypto
) {
    if (bytes.size() < kHeader) {
        return wrong("shorter than its header");
    }
    if (bytes[1] != 2) {
        return wrong("expected version 2");
    }
    if (bytes[0] != 1 && bytes[0] != 2) {
        return wrong("expected a request or a response");
    }
    const auto end = check_authentication(bytes, authentication, crypto);
    if (!end) {
        return end.error();
    }
    const bool is_plain = authentication.kind == Authentication::Kind::None;
    const std::size_t begin = is_plain ? kHeader : kHeader + kEntry;
    if (*end < begin || (*end - begin) % kEntry != 0 || *end > kHeader + kMaxEntries * kEntry) {
        return wrong("expected at most 25 entries of 20 octets");
    }
    Packet packet;
    packet.command = static_cast<Command>(bytes[0]);
    for (std::size_t at = begin; at < *end; at += kEntry) {
        packet.entries.push_back(read_entry(bytes.subspan(at, kEntry)));
    }
    return packet;
}

}  // namespace mprd::rip
