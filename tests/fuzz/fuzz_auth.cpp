// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/auth_exchange.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;  // NOLINT(google-build-using-namespace)

namespace {

/// Feeds packets that each have a length octet in front. An authenticator whose database knows
/// nobody must never be convinced.
void feed(AuthExchange& exchange, LinkContext& link, ByteSpan input, bool is_authenticator) {
    TimePoint now{};
    ByteReader reader(input);
    exchange.start(now);
    while (const auto size = reader.u8()) {
        const auto bytes = reader.take(std::min<std::size_t>(*size, reader.remaining()));
        if (const auto packet = wire::parse_control_packet(*bytes)) {
            exchange.receive(now, *packet);
        }
        now += std::chrono::milliseconds{100};
        exchange.handle_timeout(now);
        if (is_authenticator && (*size & 1U) != 0) {
            exchange.secret_found(now, std::nullopt);
        }
        int outputs = 0;
        while (link.poll()) {
            ++outputs;
        }
        fuzz::require(outputs < 16);
    }
    fuzz::require(!is_authenticator || exchange.outcome() != AuthExchange::Outcome::Succeeded);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    static const platform::GcryptCrypto crypto;
    SeededRandom random(1);
    PppConfig config;
    config.auth.user_name = "branch1";
    config.auth.password = Secret("s3cret");
    LinkContext link(crypto, random, random);
    const auto method = static_cast<AuthMethod>(data[0] % 3);
    const bool is_authenticator = (data[0] & 0x80U) != 0;
    const auto exchange = is_authenticator ? make_authenticator(method, config, link)
                                           : make_supplicant(method, config, link);
    feed(*exchange, link, ByteSpan(data + 1, size - 1), is_authenticator);
    return 0;
}
