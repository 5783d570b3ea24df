// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace mprd::bench {

/// One line of the table: what, the figure, and beside what it stands.
struct Row {
    std::string what;
    std::string figure;
    std::string beside;  ///< budget, bound or ratio of the same run
};
using Rows = std::vector<Row>;

[[nodiscard]] Rows hdlc();
[[nodiscard]] Rows socket_calls();
[[nodiscard]] Rows memory();
[[nodiscard]] Rows stored_config();
/// Needs namespaces and a TUN device of its own: to be called after enter_private_net().
[[nodiscard]] Rows data_path();
/// The same needs.
[[nodiscard]] Rows pppoe_path();
/// The same needs.
[[nodiscard]] Rows l2tp_path();

[[nodiscard]] std::string number(double value, const char* unit);

[[nodiscard]] inline double seconds_since(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

[[nodiscard]] inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0 : values[values.size() / 2];
}

}  // namespace mprd::bench
