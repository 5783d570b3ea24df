// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/password_mask.hpp"

#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <span>

namespace mprd::wire {
namespace {

// RFC 1334 section 2.2; the answers hold a message only.
constexpr std::uint8_t kAuthenticateAck = 2;
constexpr std::uint8_t kAuthenticateNak = 3;

constexpr std::size_t kRejectedProtocolSize = 2;

/// Where the secret part of a PAP packet begins; its size when there is none.
std::size_t secret_begins(ByteSpan pap) {
    const bool is_answer =
        !pap.empty() && (pap[0] == kAuthenticateAck || pap[0] == kAuthenticateNak);
    if (is_answer || pap.size() <= kControlHeaderSize) {
        return pap.size();
    }
    const std::size_t behind_name = kControlHeaderSize + 1 + pap[kControlHeaderSize];
    const bool is_request = pap[0] == kConfigureRequest;  // Authenticate-Request has code 1, too
    // The octet behind the name tells the length of the password.
    return is_request && behind_name < pap.size() ? behind_name + 1 : kControlHeaderSize;
}

std::optional<Bytes> masked_from(ByteSpan information, std::size_t begin) {
    if (begin >= information.size()) {
        return std::nullopt;
    }
    Bytes masked(information.begin(), information.end());
    std::fill(masked.begin() + static_cast<std::ptrdiff_t>(begin), masked.end(), kMask);
    return masked;
}

}  // namespace

std::optional<Bytes> without_password(std::uint16_t protocol, ByteSpan information) {
    if (protocol == kProtocolPap) {
        return masked_from(information, secret_begins(information));
    }
    if (protocol != kProtocolLcp || information.empty() || information[0] != kProtocolReject) {
        return std::nullopt;
    }
    constexpr std::size_t kHead = kControlHeaderSize + kRejectedProtocolSize;
    ByteReader in(information);
    static_cast<void>(in.take(kControlHeaderSize));
    if (in.u16() != kProtocolPap) {
        return std::nullopt;
    }
    return masked_from(information, kHead + secret_begins(in.rest()));
}

}  // namespace mprd::wire
