// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/gcrypt_crypto.hpp"

#include <gcrypt.h>

#include <cstdio>
#include <cstdlib>

namespace mprd::platform {
namespace {

[[noreturn]] void give_up(const char* what) {
    std::fprintf(stderr, "mprd: libgcrypt: %s\n", what);
    std::abort();
}

void start_library() {
    // A static is initialised once even if several threads come here first.
    static const bool is_started = [] {
        if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) != 0) {
            return true;  // somebody else in the process was first
        }
        if (gcry_check_version(GCRYPT_VERSION) == nullptr) {
            give_up("the library is older than the one we were built with");
        }
        gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
        gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
        return true;
    }();
    static_cast<void>(is_started);
}

template <class Digest>
Digest hash(int algorithm, ByteSpan data) {
    if (gcry_md_test_algo(algorithm) != 0) {
        give_up("a digest that PPP authentication needs is not available");
    }
    Digest digest{};
    gcry_md_hash_buffer(algorithm, digest.data(), data.data(), data.size());
    return digest;
}

}  // namespace

GcryptCrypto::GcryptCrypto() {
    start_library();
}

Crypto::Digest16 GcryptCrypto::md4(ByteSpan data) const {
    return hash<Digest16>(GCRY_MD_MD4, data);
}

Crypto::Digest16 GcryptCrypto::md5(ByteSpan data) const {
    return hash<Digest16>(GCRY_MD_MD5, data);
}

Crypto::Digest20 GcryptCrypto::sha1(ByteSpan data) const {
    return hash<Digest20>(GCRY_MD_SHA1, data);
}

Crypto::Block8 GcryptCrypto::des_encrypt(const Block8& key, const Block8& clear) const {
    gcry_cipher_hd_t cipher = nullptr;
    if (gcry_cipher_open(&cipher, GCRY_CIPHER_DES, GCRY_CIPHER_MODE_ECB, 0) != 0) {
        give_up("DES is not available");
    }
    // One key in 2^52 is weak, and a password may well hash to it: RFC 2759 does not care.
    gcry_cipher_ctl(cipher, GCRYCTL_SET_ALLOW_WEAK_KEY, nullptr, 1);
    const gcry_error_t key_error = gcry_cipher_setkey(cipher, key.data(), key.size());
    Block8 block{};
    if ((key_error != 0 && gcry_err_code(key_error) != GPG_ERR_WEAK_KEY) ||
        gcry_cipher_encrypt(cipher, block.data(), block.size(), clear.data(), clear.size()) != 0) {
        give_up("DES does not work");
    }
    gcry_cipher_close(cipher);
    return block;
}

}  // namespace mprd::platform
