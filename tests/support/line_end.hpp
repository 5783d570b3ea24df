// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <memory>
#include <string>

namespace mprd::test {

/// The far end of a serial line that a test makes: the product opens the near end by its path. On
/// Linux it is a pty. On Windows it is a connection to the program that runs the test
/// (line_server.py), which has a pty for it.
class LineEnd {
public:
    /// Ends the test program, with the reason, when no line can be made.
    LineEnd();
    ~LineEnd();
    LineEnd(const LineEnd&) = delete;
    LineEnd& operator=(const LineEnd&) = delete;

    /// Of the near end: "/dev/pts/7", "COM41".
    [[nodiscard]] const std::string& path() const { return path_; }
    /// All of it, to the near end.
    void send(ByteSpan octets);
    /// What has come from the near end since the last call.
    [[nodiscard]] Bytes receive();
    /// The near end's program loses the line. Nothing more is sent or comes.
    void hang_up();

private:
    struct End;
    std::unique_ptr<End> end_;  ///< nullptr: hung up
    std::string path_;
};

}  // namespace mprd::test
