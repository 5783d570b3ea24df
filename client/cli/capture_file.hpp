// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <string>

namespace mprd::cli {

/// Where a capture goes: a file that only its owner may read, or standard output.
class CaptureFile {
public:
    CaptureFile() = default;
    CaptureFile(const CaptureFile&) = delete;
    CaptureFile& operator=(const CaptureFile&) = delete;
    ~CaptureFile();

    /// Standard output is a terminal: octets would spoil it.
    [[nodiscard]] static bool is_terminal();
    /// Replaces what is in `path`; empty: standard output. Empty, or why it cannot be opened.
    [[nodiscard]] std::string open(const std::string& path);
    /// All of it. Empty, or why not.
    [[nodiscard]] std::string write(ByteSpan octets);
    /// Nobody reads our standard output any more: what is written is thrown away.
    [[nodiscard]] bool is_unread() const { return unread_; }

private:
    std::intptr_t file_ = -1;  ///< the system's descriptor or handle
    bool owned_ = false;
    bool unread_ = false;
};

}  // namespace mprd::cli
