// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/service_requests.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

namespace mprd::platform {

/// Ctrl-C (stop) and Ctrl-Break (reload) of a console.
class ConsoleRequests final : public ServiceRequests {
public:
    /// `io` must outlive it.
    explicit ConsoleRequests(boost::asio::io_context& io) : signals_(io) {}
    void start(std::function<void(ServiceRequest)> told) override;
    void stop() override;

private:
    void wait();

    boost::asio::signal_set signals_;
    std::function<void(ServiceRequest)> told_;
};

}  // namespace mprd::platform
