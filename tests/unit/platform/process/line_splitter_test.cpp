// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/line_splitter.hpp"

#include "tests/support/catch.hpp"

#include <vector>

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)

TEST_CASE("process: lines are bounded and harmless", "[process][lines]") {
    std::vector<std::string> lines;
    LineSplitter splitter([&](const std::string& line) { lines.push_back(line); });
    splitter.feed(as_bytes("a\x1b[2Jb\r\n\n"));
    const std::string long_line(10000, 'x');
    splitter.feed(as_bytes(long_line));
    splitter.feed(as_bytes("\n"));
    CHECK(lines == std::vector<std::string>{"a?[2Jb", std::string(LineSplitter::kMaxLine, 'x')});
    for (std::size_t i = 0; i < 2 * LineSplitter::kMaxLines; ++i) {
        splitter.feed(as_bytes("y\n"));
    }
    CHECK(lines.size() == LineSplitter::kMaxLines + 1);
}
