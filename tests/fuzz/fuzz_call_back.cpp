// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/call_back_answerer.hpp"
#include "core/ppp/call_back_caller.hpp"
#include "core/wire/call_back_option.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <memory>

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;  // NOLINT(google-build-using-namespace)

namespace {

/// What is read is written as something that is read as the same; a type without fields has none.
void check_codec(ByteSpan input) {
    const auto options = wire::parse_call_back_options(input);
    if (!options) {
        return;
    }
    for (wire::CallBackOption option : *options) {
        Bytes written;
        wire::write_call_back_option(written, option);
        const auto again = wire::parse_call_back_options(written);
        fuzz::require(again && again->size() == 1);
        if (option.type == wire::CallBackType::None) {
            option = {};
        }
        fuzz::require(again->front() == option);
    }
}

/// Packets, each with a length octet in front, to one end. Nobody may be called whom nobody
/// allowed.
void check_exchange(std::uint8_t bits, ByteSpan input) {
    static const platform::GcryptCrypto crypto;
    SeededRandom random(bits);
    LinkContext link(crypto, random, random);
    PppConfig config;
    const bool is_caller = (bits & 1U) != 0;
    config.call_back.role =
        (bits & 2U) != 0 ? CallBackSettings::Role::AskAndInsist : CallBackSettings::Role::Ask;
    config.call_back.number = (bits & 4U) != 0 ? "0551" : "";
    std::vector<wire::CallBackType> offer{wire::CallBackType::None};
    if ((bits & 8U) != 0) {
        offer.push_back(wire::CallBackType::CallerNumber);
    }
    std::unique_ptr<CallBackExchange> exchange;
    if (is_caller) {
        exchange = std::make_unique<CallBackCaller>(config, link);
    } else {
        exchange = std::make_unique<CallBackAnswerer>(offer, config, link);
    }
    TimePoint now{};
    exchange->start(now);
    ByteReader reader(input);
    while (const auto size = reader.u8()) {
        const auto bytes = reader.take(std::min<std::size_t>(*size, reader.remaining()));
        if (const auto packet = wire::parse_control_packet(*bytes)) {
            exchange->receive(now, *packet);
        }
        int outputs = 0;
        while (const auto output = link.poll()) {
            fuzz::require(++outputs < 8);
            if (std::holds_alternative<CallBackWanted>(*output)) {
                exchange->decided(now, {make_error(Errc::BadCallbackNumber, "never")});
            }
        }
        now += std::chrono::milliseconds{100};
        exchange->handle_timeout(now);
    }
    const bool is_agreed = exchange->outcome() == CallBackExchange::Outcome::Agreed;
    const auto type = exchange->agreement().type;
    fuzz::require(is_caller || !is_agreed || type == wire::CallBackType::None);
    const bool insists = is_caller && (bits & 2U) != 0;
    fuzz::require(!insists || !is_agreed || type != wire::CallBackType::None);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    const ByteSpan input(data + 1, size - 1);
    check_codec(input);
    check_exchange(data[0], input);
    return 0;
}
