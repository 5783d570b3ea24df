// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace mprd::platform {

/// What the service manager, or a person at the console, wants of the daemon.
enum class ServiceRequest {
    Stop,      ///< SIGTERM, SIGINT; on Windows stop, shutdown, Ctrl-C
    Reload,    ///< SIGHUP; on Windows "parameters changed", Ctrl-Break
    Pause,     ///< on Windows alone
    Continue,  ///< on Windows alone
};

/// Where such requests come from.
class ServiceRequests {
public:
    virtual ~ServiceRequests() = default;
    /// `told` is called out of the event loop, for each request from now on.
    virtual void start(std::function<void(ServiceRequest)> told) = 0;
    /// No calls any more; what comes then has the effect that the system gives it.
    virtual void stop() = 0;
};

}  // namespace mprd::platform
