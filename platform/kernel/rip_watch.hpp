// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/pump/pump.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

#include <memory>

namespace mprd::platform {

/// Listens to RIP on a network interface whose packets do not come through us: UDP datagrams to
/// port 520 go to the sink as frames of protocol 0x0021. The host gets them too. Needs CAP_NET_RAW.
class RipWatch {
public:
    [[nodiscard]] static Result<std::unique_ptr<RipWatch>> open(
        boost::asio::io_context& io, int interface, ControlFrameSink& sink
    );
    RipWatch(boost::asio::io_context& io, int fd, ControlFrameSink& sink);
    ~RipWatch();
    RipWatch(const RipWatch&) = delete;
    RipWatch& operator=(const RipWatch&) = delete;

private:
    void wait();
    void read();

    boost::asio::posix::stream_descriptor socket_;
    ControlFrameSink& sink_;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);  ///< handlers hold it weakly
};

}  // namespace mprd::platform
