// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/password_mask.hpp"

#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "tests/support/catch.hpp"

#include <string>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::wire;  // NOLINT(google-build-using-namespace)

namespace {

Bytes pap_request(std::string_view name, std::string_view password) {
    Bytes data;
    ByteWriter(data)
        .u8(static_cast<std::uint8_t>(name.size()))
        .bytes(as_bytes(name))
        .u8(static_cast<std::uint8_t>(password.size()))
        .bytes(as_bytes(password));
    return make_control_packet(1, 7, data);
}

Bytes protocol_reject(std::uint16_t protocol, ByteSpan information) {
    Bytes data;
    ByteWriter(data).u16(protocol).bytes(information);
    return make_control_packet(kProtocolReject, 1, data);
}

bool shows(const std::optional<Bytes>& frame, std::string_view text) {
    return frame && as_text(*frame).find(text) != std::string_view::npos;
}

}  // namespace

TEST_CASE("password mask: of a PAP request all is seen but the password", "[wire][mask]") {
    const Bytes masked = without_password(kProtocolPap, pap_request("head", "s3cret")).value();

    CHECK(masked == pap_request("head", "******"));
}

TEST_CASE("password mask: a request that came back hides its password too", "[wire][mask]") {
    const Bytes request = pap_request("head", "s3cret");

    const auto masked = without_password(kProtocolLcp, protocol_reject(kProtocolPap, request));

    CHECK(masked == protocol_reject(kProtocolPap, pap_request("head", "******")));
}

TEST_CASE("password mask: what cannot be taken apart hides all but its head", "[wire][mask]") {
    Bytes wrong_length = pap_request("head", "s3cret");
    wrong_length[wire::kControlHeaderSize] = 200;
    CHECK_FALSE(shows(without_password(kProtocolPap, wrong_length), "s3cret"));

    Bytes unknown_code = pap_request("head", "s3cret");
    unknown_code[0] = 9;
    CHECK_FALSE(shows(without_password(kProtocolPap, unknown_code), "s3cret"));
    CHECK(without_password(kProtocolPap, unknown_code)->size() == unknown_code.size());

    Bytes padded = pap_request("head", "s3cret");
    ByteWriter(padded).bytes(as_bytes("s3cret"));
    CHECK_FALSE(shows(without_password(kProtocolPap, padded), "s3cret"));
}

TEST_CASE("password mask: every cut of a request hides what is left of it", "[wire][mask]") {
    const Bytes whole = pap_request("", "s3cret");
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        const ByteSpan cut = ByteSpan(whole).first(size);
        const auto masked = without_password(kProtocolPap, cut);
        CHECK(masked.has_value() == (size > 6 || size == 5));
        CHECK_FALSE(shows(masked, "s"));
        CHECK_FALSE(shows(without_password(kProtocolLcp, protocol_reject(kProtocolPap, cut)), "s"));
    }
}

TEST_CASE("password mask: everything else is shown as it is", "[wire][mask]") {
    CHECK_FALSE(without_password(kProtocolPap, make_control_packet(2, 7, as_bytes("\5hello"))));
    CHECK_FALSE(without_password(kProtocolPap, make_control_packet(3, 7, as_bytes("\2no"))));
    CHECK_FALSE(without_password(kProtocolPap, {}));
    CHECK_FALSE(without_password(kProtocolChap, pap_request("head", "s3cret")));
    CHECK_FALSE(without_password(kProtocolIpv4, pap_request("head", "s3cret")));
    CHECK_FALSE(without_password(kProtocolLcp, make_control_packet(1, 1, {})));
    CHECK_FALSE(without_password(kProtocolLcp, make_control_packet(kProtocolReject, 1, {})));
    CHECK_FALSE(
        without_password(kProtocolLcp, protocol_reject(kProtocolCcp, pap_request("head", "s3cret")))
    );
}
