// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace mprd::cli {

/// For work that goes on until somebody ends it: from now until this object goes, Ctrl-C, SIGTERM
/// and SIGHUP do not end the process but are told to it, in a thread of its own.
class StopSignal {
public:
    /// `first` is called once, at the first signal or when `limit` (0: none) is over; `again` at
    /// each signal after that. Both in the other thread.
    StopSignal(
        std::chrono::seconds limit, std::function<void()> first, std::function<void()> again
    );
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    ~StopSignal();

private:
    class Thread;
    std::unique_ptr<Thread> thread_;
};

}  // namespace mprd::cli
