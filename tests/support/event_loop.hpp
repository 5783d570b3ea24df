// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>

namespace mprd::test {

/// Runs the loop until `done`, at most `limit`; false then.
inline bool run_until(
    boost::asio::io_context& io,
    const std::function<bool()>& done,
    std::chrono::milliseconds limit = std::chrono::seconds{50}
) {
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!done() && std::chrono::steady_clock::now() < end) {
        io.restart();
        io.run_for(std::chrono::milliseconds{5});
    }
    return done();
}

}  // namespace mprd::test
