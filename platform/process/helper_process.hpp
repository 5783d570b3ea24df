// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/process/native_handle.hpp"
#include "platform/process/process_handle.hpp"
#include "platform/system/local_stream.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform {

/// A child process that speaks with us over a connection of its own, which it finds as its standard
/// input (ProcessChannel::Connection), and that ends with its children at the latest with this
/// object. Has our environment. For the start of the daemon there are functions that block.
class HelperProcess {
public:
    static constexpr std::size_t kMaxLine = 65536;  ///< octets that read_line() keeps

    /// `words`: program and arguments. Errors as start_program() has them.
    [[nodiscard]] static Result<HelperProcess> start(std::vector<std::string> words);

    /// Our end of the connection for the event loop; of its own: closing it leaves the process's
    /// object what it needs. read_line() and write_line() are over then.
    [[nodiscard]] Result<LocalStream> stream(boost::asio::io_context& io);
    /// False: the process has ended. `line` has no LF. It blocks, for the start of the daemon only.
    [[nodiscard]] bool write_line(std::string_view line);
    /// Waits for one line, without its end; for the start of the daemon only: it blocks. 638 too
    /// late, 1003 the process has ended.
    [[nodiscard]] Result<std::string> read_line(std::chrono::milliseconds limit);
    /// Asks it to end by closing the connection, waits for it that long, then as end().
    void finish(std::chrono::milliseconds limit);
    /// Ends it and what it started, if they are still there, and says how it ended: "ended with
    /// status 1", "was ended by signal 11 (Segmentation fault)".
    std::string end();

private:
    HelperProcess(ProcessHandle process, NativeHandle connection);

    NativeHandle connection_;
    ProcessHandle process_;
    std::string pending_;
};

}  // namespace mprd::platform
