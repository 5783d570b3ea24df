// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/device_kind.hpp"
#include "tests/support/event_loop.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace mprd::test {

/// What a device works with, and what it logged.
struct OpenvpnBench {
    boost::asio::io_context io;
    SeededRandom random{1};
    SeededRandom entropy{2};
    platform::GcryptCrypto crypto;
    std::vector<std::string> log;
    platform::DeviceContext context{
        io,
        [] { return TimePoint{std::chrono::steady_clock::now().time_since_epoch()}; },
        random,
        entropy,
        crypto,
        [this](const std::string& line) { log.push_back(line); }};
};

}  // namespace mprd::test
