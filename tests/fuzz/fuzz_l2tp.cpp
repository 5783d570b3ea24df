// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/l2tp_header.hpp"
#include "core/wire/l2tp_message.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)

namespace {

/// What was understood must be understood again, and the same way, after it was written.
void check_message(ByteSpan avps, const std::optional<AvpCipher>& cipher) {
    const auto decoded = decode_message(avps, cipher);
    if (!decoded) {
        return;
    }
    SeededRandom entropy(avps.size());
    const Bytes written = encode_message(decoded->message, cipher, entropy);
    const auto again = decode_message(written, cipher);
    fuzz::require(again && !again->problem);
    SeededRandom same(avps.size());
    fuzz::require(encode_message(again->message, cipher, same) == written);
}

}  // namespace

/// A datagram of any peer: header, AVPs, hidden values.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const platform::GcryptCrypto kCrypto;
    static const Secret kSecret("secret");
    const ByteSpan input(data, size);
    if (const auto packet = parse_packet(input)) {
        fuzz::require(packet->payload.size() <= size);
        if (packet->is_control) {
            fuzz::require(packet->sequence.has_value());
            check_message(packet->payload, AvpCipher{kCrypto, kSecret});
        }
    }
    check_message(input, std::nullopt);
    return 0;
}
