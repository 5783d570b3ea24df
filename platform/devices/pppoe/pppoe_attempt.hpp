// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"
#include "platform/devices/pppoe/kernel_session.hpp"
#include "platform/devices/pppoe/pppoe_port.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <optional>

namespace mprd::platform::pppoe {

/// What handlers of the event loop hold weakly: when it is gone, what they belong to is over.
struct PppoePort::Attempt {
    Attempt(PppoePort& owner, boost::asio::io_context& io, PortListener& who)
        : port(&owner), listener(&who), timer(io) {}

    /// Whether frames of a session may come for it through our socket.
    [[nodiscard]] bool wants_frames() const { return mode != Mode::Waiting && !kernel; }

    PppoePort* port;
    /// nullptr: nobody wants to know any more.
    PortListener* listener;
    Mode mode = Mode::Calling;
    bool is_closing = false;
    bool waits_for_room = false;
    bool is_answered = false;  ///< a session of our access concentrator
    bool has_frames = false;   ///< it knows that the caller talks
    tunnel::PppoeSession session;
    std::unique_ptr<KernelSession> kernel;  ///< the kernel carries its frames
    /// The call that we make.
    std::optional<tunnel::PppoeClient> client;
    Bytes host_uniq;
    boost::asio::steady_timer timer;
    std::optional<TimePoint> armed_for;
    std::size_t place = 0;  ///< in the device's list of those in use
};

}  // namespace mprd::platform::pppoe
