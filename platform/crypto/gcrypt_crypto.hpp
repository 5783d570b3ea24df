// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/random.hpp"

namespace mprd::platform {

/// Crypto over libgcrypt. Stateless; may be used from several threads. The first one made starts
/// the library. Ends the process if libgcrypt lacks an algorithm (FIPS mode forbids MD4 and DES),
/// because a wrong digest would look like a wrong password.
class GcryptCrypto final : public Crypto {
public:
    GcryptCrypto();

    /// For NtPasswordHash (RFC 2759 section 8.3, RFC 1320).
    [[nodiscard]] Digest16 md4(ByteSpan data) const override;
    /// For CHAP (RFC 1994 section 4.1, RFC 1321).
    [[nodiscard]] Digest16 md5(ByteSpan data) const override;
    /// For challenge hash and authenticator response (RFC 2759 sections 8.2 and 8.7).
    [[nodiscard]] Digest20 sha1(ByteSpan data) const override;
    /// One block in ECB mode (RFC 2759 section 8.6); `key` has its parity bits.
    [[nodiscard]] Block8 des_encrypt(const Block8& key, const Block8& clear) const override;
};

}  // namespace mprd::platform
