// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Figures of one process. Run by hand: bench. Whole daemons: dial_bench.py.
#include "tests/bench/bench.hpp"
#include "tests/support/private_net.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace mprd::bench {

std::string number(double value, const char* unit) {
    std::array<char, 64> text{};
    const int digits = value >= 100 ? 0 : (value >= 10 ? 1 : 2);
    std::snprintf(text.data(), text.size(), "%.*f %s", digits, value, unit);
    return text.data();
}

}  // namespace mprd::bench

int main() {
    using namespace mprd::bench;  // NOLINT(google-build-using-namespace): the main of this
                                  // namespace
    // Before anything that starts a thread.
    static_cast<void>(mprd::test::enter_private_net());
    std::printf("%-58s %14s   %s\n", "what", "figure", "beside");
    for (const auto part : {hdlc, socket_calls, memory, stored_config, data_path, pppoe_path}) {
        for (const Row& row : part()) {
            std::printf(
                "%-58s %14s   %s\n", row.what.c_str(), row.figure.c_str(), row.beside.c_str()
            );
            std::fflush(stdout);
        }
    }
}
