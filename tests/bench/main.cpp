// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Figures of one process. Run by hand: bench [PART...]. Whole daemons: dial_bench.py.
#include "tests/bench/bench.hpp"
#include "tests/support/private_net.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace mprd::bench {
namespace {

struct Part {
    const char* name;
    Rows (*measure)();
};
constexpr std::array kParts{
    Part{"hdlc", hdlc},
    Part{"socket", socket_calls},
    Part{"memory", memory},
    Part{"config", stored_config},
    Part{"data", data_path},
    Part{"pppoe", pppoe_path},
    Part{"l2tp", l2tp_path}};

}  // namespace

std::string number(double value, const char* unit) {
    std::array<char, 64> text{};
    const int digits = value >= 100 ? 0 : (value >= 10 ? 1 : 2);
    std::snprintf(text.data(), text.size(), "%.*f %s", digits, value, unit);
    return text.data();
}

}  // namespace mprd::bench

int main(int count, char** arguments) {
    using namespace mprd::bench;  // NOLINT(google-build-using-namespace): the main of this
                                  // namespace
    // Before anything that starts a thread.
    static_cast<void>(mprd::test::enter_private_net());
    std::printf("%-58s %14s   %s\n", "what", "figure", "beside");
    const std::vector<std::string> wanted(arguments + 1, arguments + count);
    for (const Part& part : kParts) {
        if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), part.name) == wanted.end()) {
            continue;
        }
        for (const Row& row : part.measure()) {
            std::printf(
                "%-58s %14s   %s\n", row.what.c_str(), row.figure.c_str(), row.beside.c_str()
            );
            std::fflush(stdout);
        }
    }
}
