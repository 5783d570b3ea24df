// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/auth_protocol.hpp"

#include "core/wire/protocol_numbers.hpp"

namespace mprd::ppp {

const char* to_string(AuthMethod method) {
    switch (method) {
        case AuthMethod::Pap:
            return "pap";
        case AuthMethod::ChapMd5:
            return "chap-md5";
        case AuthMethod::MsChapV2:
            return "mschapv2";
    }
    return "unknown";
}

std::vector<AuthMethod> all_auth_methods() {
    return {AuthMethod::MsChapV2, AuthMethod::ChapMd5, AuthMethod::Pap};
}

Bytes encode_auth_protocol(AuthMethod method) {
    Bytes value;
    ByteWriter writer(value);
    writer.u16(protocol_of(method));
    if (method == AuthMethod::ChapMd5) {
        writer.u8(kChapAlgorithmMd5);
    } else if (method == AuthMethod::MsChapV2) {
        writer.u8(kChapAlgorithmMsV2);
    }
    return value;
}

std::optional<AuthMethod> decode_auth_protocol(ByteSpan value) {
    for (const AuthMethod method : all_auth_methods()) {
        const Bytes encoded = encode_auth_protocol(method);
        if (encoded == Bytes(value.begin(), value.end())) {
            return method;
        }
    }
    return std::nullopt;
}

std::uint16_t protocol_of(AuthMethod method) {
    return method == AuthMethod::Pap ? wire::kProtocolPap : wire::kProtocolChap;
}

}  // namespace mprd::ppp
