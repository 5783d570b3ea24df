// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <array>

namespace mprd {

/// The few primitives that PPP authentication needs. Implemented by platform/crypto over one kept
/// library (libgcrypt); core has no hash or cipher of its own. All functions are pure and cannot
/// fail.
class Crypto {
public:
    /// Results of MD4 and MD5, of SHA-1, and one DES block.
    using Digest16 = std::array<std::uint8_t, 16>;
    using Digest20 = std::array<std::uint8_t, 20>;
    using Block8 = std::array<std::uint8_t, 8>;

    virtual ~Crypto() = default;
    /// RFC 1320; for NtPasswordHash (RFC 2759 section 8.3).
    [[nodiscard]] virtual Digest16 md4(ByteSpan data) const = 0;
    /// RFC 1321; for CHAP (RFC 1994 section 4.1).
    [[nodiscard]] virtual Digest16 md5(ByteSpan data) const = 0;
    /// For RFC 2759 sections 8.2 and 8.7.
    [[nodiscard]] virtual Digest20 sha1(ByteSpan data) const = 0;
    /// DES-ECB of one block under an 8-byte key with parity bits (RFC 2759 section 8.6 expands the
    /// 7-byte keys).
    /// One block, for RFC 2759 section 8.6.
    [[nodiscard]] virtual Block8 des_encrypt(const Block8& key, const Block8& clear) const = 0;
};

}  // namespace mprd
