// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/nearest.hpp"

#include <algorithm>
#include <vector>

namespace mprd {
namespace {

/// How many characters to change, add, drop or swap with their neighbour.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> rows(
        a.size() + 1, std::vector<std::size_t>(b.size() + 1)
    );
    for (std::size_t j = 0; j <= b.size(); ++j) {
        rows[0][j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        rows[i][0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            rows[i][j] = std::min({rows[i - 1][j] + 1, rows[i][j - 1] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                rows[i][j] = std::min(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
    }
    return rows[a.size()][b.size()];
}

}  // namespace

std::string nearest(const std::string& wrong, const std::set<std::string>& known) {
    constexpr std::size_t kLongestCompared = 64;  // a longer word is no slip of the finger
    std::string best;
    std::size_t best_distance = std::max<std::size_t>(wrong.size() / 3, 1) + 1;
    if (wrong.size() > kLongestCompared) {
        return best;
    }
    for (const std::string& candidate : known) {
        const std::size_t d = distance(wrong, candidate);
        if (d < best_distance) {
            best_distance = d;
            best = candidate;
        }
    }
    return best;
}

}  // namespace mprd
