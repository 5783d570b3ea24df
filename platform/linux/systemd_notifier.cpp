// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/systemd_notifier.hpp"

#include <chrono>
#include <cstdint>
#include <ctime>

#include <systemd/sd-daemon.h>

namespace mprd::platform {

void SystemdNotifier::ready() {
    static_cast<void>(sd_notify(0, "READY=1"));
}

void SystemdNotifier::reloading() {
    // The time tells the service manager that it is the reload that it asked for.
    timespec now{};
    static_cast<void>(::clock_gettime(CLOCK_MONOTONIC, &now));
    static_cast<void>(sd_notifyf(
        0,
        "RELOADING=1\nMONOTONIC_USEC=%lld",
        static_cast<long long>(now.tv_sec) * 1000000 + now.tv_nsec / 1000
    ));
}

void SystemdNotifier::stopping() {
    static_cast<void>(sd_notify(0, "STOPPING=1"));
}

void SystemdNotifier::alive() {
    static_cast<void>(sd_notify(0, "WATCHDOG=1"));
}

std::optional<Duration> SystemdNotifier::watchdog_interval() const {
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0) {
        return std::nullopt;
    }
    return std::chrono::microseconds{microseconds};
}

}  // namespace mprd::platform
