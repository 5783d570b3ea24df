// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/l2tp_header.hpp"
#include "core/wire/l2tp_message.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)

namespace {

const platform::GcryptCrypto kCrypto;
const Secret kSecret("tunnel-secret");
const AvpCipher kCipher{kCrypto, kSecret};

/// Octets first, first + 1, ...
Bytes counting(std::uint8_t first, std::size_t size) {
    Bytes bytes;
    for (std::size_t i = 0; i < size; ++i) {
        bytes.push_back(static_cast<std::uint8_t>(first + i));
    }
    return bytes;
}

/// Message Type SCCRQ, mandatory.
Bytes sccrq_type() {
    return {0x80, 8, 0, 0, 0, 0, 0, 1};
}

Bytes operator+(Bytes a, const Bytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

ControlMessage full_message() {
    ControlMessage message;
    message.type = static_cast<std::uint16_t>(MessageType::Icrq);
    message.protocol_version = std::uint16_t{0x0100};
    message.framing_capabilities = 3U;
    message.tie_breaker = counting(1, 8);
    message.host_name = "lac.example";
    message.vendor_name = "mprd";
    message.assigned_tunnel_id = std::uint16_t{17};
    message.receive_window = std::uint16_t{8};
    message.challenge = counting(40, 16);
    message.challenge_response = counting(80, 16);
    message.assigned_session_id = std::uint16_t{18};
    message.call_serial = 19U;
    message.called_number = "5550100";
    message.tx_speed = 1000000U;
    message.sequencing_required = true;
    return message;
}

}  // namespace

TEST_CASE("l2tp header: a control message is written and read back", "[wire][l2tp]") {
    const Bytes avps = sccrq_type();
    const Bytes datagram = make_control_packet(7, 0, Sequence{1, 2}, avps);
    // T, L, S and version 2; length 20; tunnel 7; session 0; Ns 1; Nr 2.
    CHECK(datagram == Bytes{0xc8, 2, 0, 20, 0, 7, 0, 0, 0, 1, 0, 2} + avps);

    const auto packet = parse_packet(datagram);

    REQUIRE(packet);
    CHECK(packet->is_control);
    CHECK(packet->tunnel_id == 7);
    CHECK(packet->session_id == 0);
    CHECK(packet->sequence == Sequence{1, 2});
    CHECK(Bytes(packet->payload.begin(), packet->payload.end()) == avps);
}

TEST_CASE("l2tp header: octets behind the length are padding", "[wire][l2tp]") {
    const Bytes datagram = make_control_packet(7, 0, Sequence{1, 2}, {}) + Bytes{1, 2, 3};
    const auto packet = parse_packet(datagram);
    REQUIRE(packet);
    CHECK(packet->payload.empty());
}

TEST_CASE("l2tp header: data messages with and without optional fields", "[wire][l2tp]") {
    SECTION("as we write them") {
        CHECK(DataHeader(1, 2, std::nullopt).bytes().size() == 6);
        const DataHeader header(1, 2, Sequence{3, 0});
        const auto packet = parse_packet(header.bytes());
        REQUIRE(packet);
        CHECK_FALSE(packet->is_control);
        CHECK(packet->session_id == 2);
        CHECK(packet->sequence == Sequence{3, 0});
    }
    SECTION("with length, sequence numbers and offset") {
        // L, S, O; length 19; tunnel 1; session 2; Ns 3; Nr 0; offset 2; two octets; payload; junk.
        const Bytes datagram{0x4a, 2, 0, 19, 0, 1, 0, 2, 0, 3, 0, 0, 0, 2, 9, 9, 5, 6, 7, 8};
        const auto packet = parse_packet(datagram);
        REQUIRE(packet);
        CHECK(Bytes(packet->payload.begin(), packet->payload.end()) == Bytes{5, 6, 7});
    }
    SECTION("with the priority bit") {
        CHECK(parse_packet(Bytes{0x01, 2, 0, 1, 0, 2, 5}));
    }
}

TEST_CASE("l2tp header: what no peer may send gives nothing", "[wire][l2tp]") {
    const Bytes good = make_control_packet(7, 0, Sequence{1, 2}, sccrq_type());
    for (std::size_t size = 0; size < good.size(); ++size) {
        CHECK_FALSE(parse_packet(ByteSpan(good).first(size)));
    }
    const auto changed = [&](std::size_t at, std::uint8_t octet) {
        Bytes bytes = good;
        bytes[at] = octet;
        return bytes;
    };
    CHECK_FALSE(parse_packet(changed(1, 3)));     // L2TP version 3
    CHECK_FALSE(parse_packet(changed(1, 1)));     // L2F
    CHECK_FALSE(parse_packet(changed(0, 0xc0)));  // control without sequence numbers
    CHECK_FALSE(parse_packet(changed(0, 0x88)));  // control without length
    CHECK_FALSE(parse_packet(changed(0, 0xca)));  // control with offset
    CHECK_FALSE(parse_packet(changed(3, 11)));    // length inside the head
    CHECK_FALSE(parse_packet(Bytes{0x02, 2, 0, 1, 0, 2, 0, 9, 1}));  // offset past the end
}

TEST_CASE("l2tp header: sequence numbers are compared around the wrap", "[wire][l2tp]") {
    CHECK(is_before(0, 1));
    CHECK(is_before(65535, 0));
    CHECK(is_before(60000, 100));
    CHECK_FALSE(is_before(1, 0));
    CHECK_FALSE(is_before(5, 5));
    CHECK(is_before(0, 0x7fff));
    CHECK_FALSE(is_before(0, 0x8000));
}

TEST_CASE("l2tp avp: a hidden value, against an independent computation", "[wire][l2tp]") {
    // Python's hashlib over RFC 2661 section 4.3: type 14, value 1234, 20 octets of padding.
    const Bytes hidden{0x5f, 0x48, 0xd5, 0xdc, 0x97, 0x28, 0x22, 0x77, 0x8a, 0x36, 0xb0, 0xd9,
                       0x66, 0xc1, 0xaa, 0x1f, 0x87, 0xdf, 0x71, 0x33, 0x45, 0x2d, 0x83, 0x42};
    const Bytes vector = counting(0x10, 16);
    const Bytes value{0x12, 0x34};

    CHECK(hide_value(kCipher, 14, vector, value, Bytes(20, 0xaa)) == hidden);
    CHECK(reveal_value(kCipher, 14, vector, hidden) == value);
}

TEST_CASE("l2tp avp: another secret does not show what was hidden", "[wire][l2tp]") {
    const Secret other("other");
    const Bytes hidden = hide_value(kCipher, 14, counting(1, 16), counting(1, 30), {});
    CHECK(reveal_value({kCrypto, other}, 14, counting(1, 16), hidden) != counting(1, 30));
    CHECK_FALSE(reveal_value(kCipher, 14, counting(1, 16), Bytes{1}));
}

TEST_CASE("l2tp avp: the challenge response, against an independent computation", "[wire][l2tp]") {
    const Bytes expected{
        0xbf,
        0x0d,
        0x06,
        0xe7,
        0x51,
        0xac,
        0xde,
        0x75,
        0x64,
        0xc6,
        0x7b,
        0xbd,
        0x96,
        0x0e,
        0x51,
        0x6b};
    CHECK(challenge_response(kCipher, MessageType::Sccrp, counting(1, 16)) == expected);
}

TEST_CASE("l2tp message: all that we send is read back, hidden or not", "[wire][l2tp]") {
    SeededRandom entropy(1);
    const ControlMessage message = full_message();
    for (const bool is_hidden : {false, true}) {
        const auto cipher = is_hidden ? std::optional(kCipher) : std::nullopt;
        const Bytes avps = encode_message(message, cipher, entropy);

        const auto decoded = decode_message(avps, cipher);

        REQUIRE(decoded);
        CHECK_FALSE(decoded->problem);
        CHECK(decoded->message.is(MessageType::Icrq));
        CHECK(decoded->message.tie_breaker == message.tie_breaker);
        CHECK(decoded->message.host_name == message.host_name);
        CHECK(decoded->message.assigned_tunnel_id == message.assigned_tunnel_id);
        CHECK(decoded->message.challenge == message.challenge);
        CHECK(decoded->message.challenge_response == message.challenge_response);
        CHECK(decoded->message.assigned_session_id == message.assigned_session_id);
        CHECK(decoded->message.called_number == message.called_number);
        CHECK(decoded->message.tx_speed == message.tx_speed);
        CHECK(decoded->message.sequencing_required);
        const std::string text(as_text(avps));
        CHECK((text.find("5550100") == std::string::npos) == is_hidden);
        CHECK(text.find("lac.example") != std::string::npos);  // must not be hidden
    }
}

TEST_CASE("l2tp message: what we hide is long enough for l2tpns", "[wire][l2tp]") {
    constexpr std::size_t kShortest = 8;
    SeededRandom entropy(1);
    std::size_t hidden = 0;
    for (int i = 0; i < 100; ++i) {
        const Bytes avps = encode_message(full_message(), kCipher, entropy);
        AvpReader in(avps);
        while (const auto avp = in.next()) {
            hidden += avp->is_hidden ? 1U : 0U;
            CHECK((!avp->is_hidden || avp->value.size() >= kShortest));
        }
    }
    CHECK(hidden >= 100);
}

TEST_CASE("l2tp message: a hidden mandatory avp without our secret is a problem", "[wire][l2tp]") {
    SeededRandom entropy(1);
    const Bytes avps = encode_message(full_message(), kCipher, entropy);
    const auto decoded = decode_message(avps, std::nullopt);
    REQUIRE(decoded);
    REQUIRE(decoded->problem);
    CHECK(decoded->problem->error == GeneralError::UnknownMandatoryAvp);
}

TEST_CASE("l2tp message: result codes with and without error and text", "[wire][l2tp]") {
    SeededRandom entropy(1);
    for (const ResultCode& result :
         {ResultCode{1, std::nullopt, ""},
          ResultCode{2, std::uint16_t{4}, ""},
          ResultCode{2, std::uint16_t{6}, "no line"}}) {
        ControlMessage message;
        message.type = static_cast<std::uint16_t>(MessageType::Cdn);
        message.result = result;
        const auto decoded =
            decode_message(encode_message(message, std::nullopt, entropy), std::nullopt);
        REQUIRE(decoded);
        CHECK(decoded->message.result == result);
    }
}

TEST_CASE("l2tp message: avps that nobody knows", "[wire][l2tp]") {
    const auto problem_with = [](const Bytes& avp) {
        const auto decoded = decode_message(sccrq_type() + avp, std::nullopt);
        REQUIRE(decoded);
        return decoded->problem;
    };
    CHECK_FALSE(problem_with({0x00, 6, 0, 0, 0, 99}));       // optional: passed over
    CHECK(problem_with({0x80, 6, 0, 0, 0, 99}));             // mandatory
    CHECK(problem_with({0x80, 6, 0, 9, 0, 7}));              // of a vendor
    CHECK(problem_with({0xa0, 8, 0, 0, 0, 9, 0, 1}));        // reserved bits
    CHECK_FALSE(problem_with({0x20, 8, 0, 0, 0, 9, 0, 1}));  // the same, optional
    CHECK(problem_with({0x80, 7, 0, 0, 0, 9, 1})->error == GeneralError::WrongLength);
    CHECK(problem_with({0x80, 9, 0, 0, 0, 9, 1})->error == GeneralError::WrongLength);  // too long
    CHECK(problem_with({0x80, 5, 0, 0, 0, 9})->error == GeneralError::WrongLength);     // too short
    CHECK(problem_with({0x80})->error == GeneralError::WrongLength);
}

TEST_CASE("l2tp message: the message type comes first", "[wire][l2tp]") {
    CHECK_FALSE(decode_message({}, std::nullopt));
    CHECK_FALSE(decode_message(Bytes{0x80, 8, 0, 0, 0, 9, 0, 1}, std::nullopt));
    CHECK_FALSE(decode_message(Bytes{0x80, 7, 0, 0, 0, 0, 1}, std::nullopt));
    CHECK(std::string(name_of(MessageType::StopCcn)) == "StopCCN");
    CHECK(name_of(static_cast<MessageType>(5)) == nullptr);
}
