// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/crypto/gcrypt_crypto.hpp"

#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using mprd::platform::GcryptCrypto;

namespace {

std::string hex(ByteSpan bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0fU];
    }
    return text;
}

}  // namespace

TEST_CASE("crypto: the digests give the values of their standards", "[crypto]") {
    const GcryptCrypto crypto;
    CHECK(hex(crypto.md4(as_bytes("abc"))) == "a448017aaf21d8525fc10ae87aa6729d");  // RFC 1320
    CHECK(hex(crypto.md5(as_bytes("abc"))) == "900150983cd24fb0d6963f7d28e17f72");  // RFC 1321
    CHECK(hex(crypto.sha1(as_bytes("abc"))) == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hex(crypto.md5({})) == "d41d8cd98f00b204e9800998ecf8427e");
}

TEST_CASE("crypto: des gives the published block", "[crypto]") {
    const GcryptCrypto crypto;
    const Crypto::Block8 key{0x13, 0x34, 0x57, 0x79, 0x9b, 0xbc, 0xdf, 0xf1};
    const Crypto::Block8 clear{0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef};
    CHECK(hex(crypto.des_encrypt(key, clear)) == "85e813540f0ab405");
}

TEST_CASE("crypto: a weak des key works like any other", "[crypto]") {
    const GcryptCrypto crypto;
    CHECK(hex(crypto.des_encrypt({}, {})) == "8ca64de9c1b123a7");
}
