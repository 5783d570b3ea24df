// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/stop_signal.hpp"

#include <array>
#include <csignal>
#include <ctime>
#include <thread>
#include <utility>

#include <pthread.h>

namespace mprd::cli {
namespace {

/// Ends the thread; nobody else sends it.
constexpr int kEnd = SIGUSR1;

sigset_t watched_signals() {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int each : {SIGINT, SIGTERM, SIGHUP, kEnd}) {
        ::sigaddset(&set, each);
    }
    return set;
}

}  // namespace

class StopSignal::Thread {
public:
    Thread(std::chrono::seconds limit, std::function<void()> first, std::function<void()> again)
        : limit_(limit), first_(std::move(first)), again_(std::move(again)) {
        // Before the thread is there, which takes the mask over.
        ::pthread_sigmask(SIG_BLOCK, &signals_, &before_);
        thread_ = std::thread([this] { run(); });
    }
    ~Thread() {
        ::pthread_kill(thread_.native_handle(), kEnd);
        thread_.join();
        ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;

private:
    void run() {
        const timespec limit{static_cast<time_t>(limit_.count()), 0};
        int signal = limit_.count() > 0 ? ::sigtimedwait(&signals_, nullptr, &limit)
                                        : ::sigwaitinfo(&signals_, nullptr);
        if (signal == kEnd) {
            return;
        }
        first_();
        while ((signal = ::sigwaitinfo(&signals_, nullptr)) != kEnd) {
            if (signal > 0) {
                again_();
            }
        }
    }

    std::chrono::seconds limit_;
    std::function<void()> first_;
    std::function<void()> again_;
    sigset_t signals_ = watched_signals();
    sigset_t before_{};
    std::thread thread_;
};

StopSignal::StopSignal(
    std::chrono::seconds limit, std::function<void()> first, std::function<void()> again
)
    : thread_(std::make_unique<Thread>(limit, std::move(first), std::move(again))) {}

StopSignal::~StopSignal() = default;

}  // namespace mprd::cli
