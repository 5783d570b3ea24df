// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <string>

#include <sys/types.h>

namespace mprd::platform::openvpn {

/// A listening socket in a folder of its own, which nobody else may enter; both are gone with it.
class PrivateSocket {
public:
    using Protocol = boost::asio::local::stream_protocol;

    explicit PrivateSocket(boost::asio::io_context& io) : acceptor_(io) {}
    PrivateSocket(const PrivateSocket&) = delete;
    PrivateSocket& operator=(const PrivateSocket&) = delete;
    ~PrivateSocket();

    /// Makes it, below the runtime folder that the service manager gave us (RUNTIME_DIRECTORY), or
    /// the one for temporary files. Error 651 with the system's text.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] std::string path() const { return folder_ + "/management"; }
    [[nodiscard]] Protocol::acceptor& acceptor() { return acceptor_; }

private:
    std::string folder_;
    Protocol::acceptor acceptor_;
};

/// Whether the process at the other end of the socket is this one.
[[nodiscard]] bool is_from(PrivateSocket::Protocol::socket& socket, pid_t pid);

}  // namespace mprd::platform::openvpn
