// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/service_requests.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <functional>

namespace mprd::platform {

/// SIGTERM, SIGINT and SIGHUP of this process.
class SignalRequests final : public ServiceRequests {
public:
    /// `io` must outlive it.
    explicit SignalRequests(boost::asio::io_context& io) : signals_(io) {}
    void start(std::function<void(ServiceRequest)> told) override;
    void stop() override;

private:
    void wait();

    boost::asio::signal_set signals_;
    std::function<void(ServiceRequest)> told_;
};

}  // namespace mprd::platform
