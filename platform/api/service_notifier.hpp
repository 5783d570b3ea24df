// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <optional>
#include <string>

namespace mprd::platform {

/// Tells the service manager how the service is. Without one, all calls do nothing.
class ServiceNotifier {
public:
    virtual ~ServiceNotifier() = default;
    /// Start-up is done: clients may connect.
    virtual void ready() = 0;
    /// The configuration is being read again; ready() ends it.
    virtual void reloading() = 0;
    /// Whether new calls are made. Systemd has no such state: it is told nothing.
    virtual void paused(bool /*is_paused*/) {}
    /// The end has begun.
    virtual void stopping() = 0;
    /// "Still alive". To be called more often than watchdog_interval().
    virtual void alive() = 0;
    /// How long the service manager waits for alive() before it restarts the service; nullopt: it
    /// does not.
    [[nodiscard]] virtual std::optional<Duration> watchdog_interval() const = 0;
};

}  // namespace mprd::platform
