// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/linux/unique_fd.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <sys/types.h>

namespace mprd::platform {

/// A child process in a process group of its own that speaks with us over a socket, which it has as
/// descriptor kDescriptor. Has no standard input. Ended at the latest with this object.
class HelperProcess {
public:
    static constexpr int kDescriptor = 3;
    static constexpr std::size_t kMaxLine = 65536;  ///< octets that read_line() keeps

    /// `words`: program and arguments. 1003 when it cannot be started.
    [[nodiscard]] static Result<HelperProcess> start(std::vector<std::string> words);
    HelperProcess(HelperProcess&& other) noexcept;
    HelperProcess& operator=(HelperProcess&& other) noexcept;
    HelperProcess(const HelperProcess&) = delete;
    HelperProcess& operator=(const HelperProcess&) = delete;
    ~HelperProcess();

    /// Our end of the socket.
    [[nodiscard]] int descriptor() const { return socket_.get(); }
    /// Waits for one line, without its end; for the start of the daemon only: it blocks. 638 too
    /// late, 1003 the process has ended.
    [[nodiscard]] Result<std::string> read_line(std::chrono::milliseconds limit);
    /// Asks it to end by closing the socket's sending side, waits for it that long, then as end().
    void finish(std::chrono::milliseconds limit);
    /// Ends it and its process group, if they are still there, and says how it ended: "ended with
    /// status 1", "was ended by signal 11 (Segmentation fault)".
    std::string end();

private:
    HelperProcess(UniqueFd socket, pid_t process) : socket_(std::move(socket)), process_(process) {}

    UniqueFd socket_;
    pid_t process_ = 0;  ///< 0: ended and reaped
    std::string pending_;
};

}  // namespace mprd::platform
