// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/handle_windows.hpp"
#include "client/cli/stop_signal.hpp"

#include <algorithm>
#include <array>
#include <thread>
#include <utility>

#include <windows.h>

namespace mprd::cli {
namespace {

/// Of the process, and never closed: the system may still be in the handler when nobody waits any
/// more.
struct Signals {
    HANDLE came = ::CreateEventW(nullptr, FALSE, FALSE, nullptr);
    HANDLE nobody_waits = ::CreateEventW(nullptr, TRUE, TRUE, nullptr);
};

[[nodiscard]] const Signals& signals() {
    static const Signals kSignals;
    return kSignals;
}

/// Ctrl-C and the like. When the window is closed or the user leaves, the process ends with the
/// return of this: the work gets the time that the system allows.
BOOL WINAPI on_signal(DWORD type) {
    constexpr DWORD kMostMs = 4'500;
    ::SetEvent(signals().came);
    if (type != CTRL_C_EVENT && type != CTRL_BREAK_EVENT) {
        ::WaitForSingleObject(signals().nobody_waits, kMostMs);
    }
    return TRUE;
}

[[nodiscard]] DWORD milliseconds(std::chrono::seconds limit) {
    constexpr std::chrono::milliseconds kMost{INFINITE - 1};
    const std::chrono::milliseconds wanted(limit);
    return limit.count() == 0 ? INFINITE : static_cast<DWORD>(std::min(wanted, kMost).count());
}

}  // namespace

class StopSignal::Thread {
public:
    Thread(std::chrono::seconds limit, std::function<void()> first, std::function<void()> again)
        : limit_(limit), first_(std::move(first)), again_(std::move(again)) {
        ::ResetEvent(signals().came);
        ::ResetEvent(signals().nobody_waits);
        ::SetConsoleCtrlHandler(on_signal, TRUE);
        thread_ = std::thread([this] { run(); });
    }
    ~Thread() {
        ::SetEvent(end_.get());
        thread_.join();
        ::SetConsoleCtrlHandler(on_signal, FALSE);
        ::SetEvent(signals().nobody_waits);
    }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

private:
    void run() {
        const std::array<HANDLE, 2> both{end_.get(), signals().came};
        const auto wait = [&](DWORD time) {
            return ::WaitForMultipleObjects(both.size(), both.data(), FALSE, time);
        };
        if (wait(milliseconds(limit_)) == WAIT_OBJECT_0) {
            return;
        }
        first_();
        while (wait(INFINITE) == WAIT_OBJECT_0 + 1) {
            again_();
        }
    }

    std::chrono::seconds limit_;
    std::function<void()> first_;
    std::function<void()> again_;
    client::Handle end_ = client::make_event();
    std::thread thread_;
};

StopSignal::StopSignal(
    std::chrono::seconds limit, std::function<void()> first, std::function<void()> again
)
    : thread_(std::make_unique<Thread>(limit, std::move(first), std::move(again))) {}

StopSignal::~StopSignal() = default;

}  // namespace mprd::cli
