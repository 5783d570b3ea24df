// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/service_notifier.hpp"

namespace mprd::platform {

/// sd_notify(3) and sd_watchdog_enabled(3), through libsystemd.
class SystemdNotifier final : public ServiceNotifier {
public:
    /// "READY=1".
    void ready() override;
    /// "STOPPING=1".
    void reloading() override;
    void stopping() override;
    /// "WATCHDOG=1".
    void alive() override;
    [[nodiscard]] std::optional<Duration> watchdog_interval() const override;
};

}  // namespace mprd::platform
