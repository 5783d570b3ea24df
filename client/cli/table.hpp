// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace mprd::cli {

/// The text with control characters made visible: names of callers come from strangers.
[[nodiscard]] std::string printable(std::string text);

/// Columns as wide as their widest cell, two spaces between, headings on top. For people.
class Table {
public:
    explicit Table(std::vector<std::string> headings) { rows_.push_back(std::move(headings)); }
    /// As many cells as there are headings.
    void add(std::vector<std::string> cells);
    [[nodiscard]] std::string to_string() const;

private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace mprd::cli
