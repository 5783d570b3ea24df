// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/mschapv2.hpp"

#include "core/ppp/auth_protocol.hpp"
#include "core/ppp/chap_packet.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;  // NOLINT(google-build-using-namespace)

namespace {

/// RFC 2759 section 9.2.
mschapv2::Exchange rfc_exchange() {
    return {
        {0x5b,
         0x5d,
         0x7c,
         0x7d,
         0x7b,
         0x3f,
         0x2f,
         0x3e,
         0x3c,
         0x2c,
         0x60,
         0x21,
         0x32,
         0x26,
         0x26,
         0x28},
        {0x21,
         0x40,
         0x23,
         0x24,
         0x25,
         0x5e,
         0x26,
         0x2a,
         0x28,
         0x29,
         0x5f,
         0x2b,
         0x3a,
         0x33,
         0x7c,
         0x7e},
        "User"};
}
const mschapv2::NtResponse kRfcResponse{0x82, 0x30, 0x9e, 0xcd, 0x8d, 0x70, 0x8b, 0x5e,
                                        0xa0, 0x8f, 0xaa, 0x39, 0x81, 0xcd, 0x83, 0x54,
                                        0x42, 0x33, 0x11, 0x4a, 0x3d, 0x85, 0xd6, 0xdf};

}  // namespace

TEST_CASE("mschapv2: the vectors of RFC 2759 section 9.2", "[ppp][mschapv2]") {
    const platform::GcryptCrypto crypto;
    const auto password = as_bytes("clientPass");

    CHECK(
        mschapv2::password_hash(crypto, password) ==
        Crypto::Digest16{
            0x44,
            0xeb,
            0xba,
            0x8d,
            0x53,
            0x12,
            0xb8,
            0xd6,
            0x11,
            0x47,
            0x44,
            0x11,
            0xf5,
            0x69,
            0x89,
            0xae}
    );
    CHECK(mschapv2::nt_response(crypto, rfc_exchange(), password) == kRfcResponse);
    CHECK(
        mschapv2::authenticator_response(crypto, rfc_exchange(), kRfcResponse, password) ==
        "S=407A5589115FD0D6209F510FE9C04566932CDA56"
    );
}

TEST_CASE("mschapv2: a domain in front of the name does not count", "[ppp][mschapv2]") {
    CHECK(mschapv2::without_domain("CORP\\User") == "User");
    CHECK(mschapv2::without_domain("User") == "User");
    CHECK(mschapv2::without_domain("CORP\\").empty());
}

TEST_CASE("mschapv2: passwords are UTF-16, broken UTF-8 is Latin-1", "[ppp][mschapv2]") {
    const platform::GcryptCrypto crypto;
    const auto hash = [&](std::string_view text) {
        return mschapv2::password_hash(crypto, as_bytes(text));
    };
    CHECK(hash("a\xc3\xa4") == crypto.md4(Bytes{'a', 0, 0xe4, 0}));
    CHECK(hash("\xf0\x9f\x94\x91") == crypto.md4(Bytes{0x3d, 0xd8, 0x11, 0xdd}));  // U+1F511
    CHECK(hash("\xe4") == crypto.md4(Bytes{0xe4, 0}));
    CHECK(hash("\xf0\x9f") == crypto.md4(Bytes{0xf0, 0, 0x9f, 0}));
    CHECK(hash("") == crypto.md4({}));
}

TEST_CASE("mschapv2: the response value has 49 bytes, nothing else is one", "[ppp][mschapv2]") {
    const MsChapV2Value value{rfc_exchange().peer, kRfcResponse};
    const Bytes bytes = make_mschapv2_value(value);
    REQUIRE(bytes.size() == 49);
    CHECK(parse_mschapv2_value(bytes)->nt_response == kRfcResponse);
    CHECK(parse_mschapv2_value(bytes)->peer_challenge == value.peer_challenge);
    CHECK_FALSE(parse_mschapv2_value(ByteSpan(bytes).first(48)));
}

TEST_CASE("chap: the response is the MD5 of identifier, secret and challenge", "[ppp][chap]") {
    const platform::GcryptCrypto crypto;
    // RFC 1994 section 4.1; the digest is md5sum's of the bytes 07, "s3cret", "abc".
    const auto digest = chap_md5(crypto, 7, as_bytes("s3cret"), as_bytes("abc"));
    CHECK(
        digest ==
        Crypto::Digest16{
            0xfb,
            0x97,
            0xd4,
            0xd8,
            0xf5,
            0x6c,
            0xac,
            0x4e,
            0x30,
            0x48,
            0xe4,
            0x20,
            0xa7,
            0x97,
            0x82,
            0xa1}
    );
}

TEST_CASE("chap: values that do not fit their packet are refused", "[ppp][chap]") {
    CHECK_FALSE(parse_chap_value({}));
    CHECK_FALSE(parse_chap_value(Bytes{0}));
    CHECK_FALSE(parse_chap_value(Bytes{2, 'a'}));
    CHECK_FALSE(parse_chap_value(Bytes(300, 1)));  // a name of 298 bytes
    const Bytes good{2, 'a', 'b', 'm', 'e'};
    const auto value = parse_chap_value(good);
    REQUIRE(value);
    CHECK(value->name == "me");
}

TEST_CASE("auth protocol: each method has its option value and no other has", "[ppp][auth]") {
    CHECK(encode_auth_protocol(AuthMethod::Pap) == Bytes{0xc0, 0x23});
    CHECK(encode_auth_protocol(AuthMethod::ChapMd5) == Bytes{0xc2, 0x23, 0x05});
    CHECK(encode_auth_protocol(AuthMethod::MsChapV2) == Bytes{0xc2, 0x23, 0x81});
    for (const AuthMethod method : all_auth_methods()) {
        CHECK(decode_auth_protocol(encode_auth_protocol(method)) == method);
    }
    CHECK_FALSE(decode_auth_protocol(Bytes{0xc2, 0x23, 0x80}));  // MS-CHAPv1
    CHECK_FALSE(decode_auth_protocol(Bytes{0xc2, 0x27}));        // EAP
    CHECK_FALSE(decode_auth_protocol({}));
}
