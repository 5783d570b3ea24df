// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/signal_requests.hpp"

#include <csignal>
#include <utility>

namespace mprd::platform {

void SignalRequests::start(std::function<void(ServiceRequest)> told) {
    told_ = std::move(told);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        signals_.add(signal);
    }
    wait();
}

void SignalRequests::stop() {
    boost::system::error_code ignored;
    signals_.clear(ignored);
}

void SignalRequests::wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int signal) {
        if (error) {
            return;
        }
        wait();
        told_(signal == SIGHUP ? ServiceRequest::Reload : ServiceRequest::Stop);
    });
}

}  // namespace mprd::platform
