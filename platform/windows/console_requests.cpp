// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/console_requests.hpp"

#include <csignal>
#include <utility>

namespace mprd::platform {

void ConsoleRequests::start(std::function<void(ServiceRequest)> told) {
    told_ = std::move(told);
    for (const int signal : {SIGTERM, SIGINT, SIGBREAK}) {
        signals_.add(signal);
    }
    wait();
}

void ConsoleRequests::stop() {
    boost::system::error_code ignored;
    signals_.clear(ignored);
}

void ConsoleRequests::wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
        if (error) {
            return;
        }
        wait();
        told_(signal == SIGBREAK ? ServiceRequest::Reload : ServiceRequest::Stop);
    });
}

}  // namespace mprd::platform
