// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/process/native_handle.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <string>

#include <sys/types.h>

namespace mprd::platform::openvpn {

/// A listening socket in a folder of its own, which nobody else may enter; both are gone with it,
/// or with the next router if this one is killed.
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
    /// Removes the folders that routers of this user left when they were killed. A living router
    /// has its folders locked.
    static void remove_leftovers();
    [[nodiscard]] std::string path() const;
    [[nodiscard]] Protocol::acceptor& acceptor() { return acceptor_; }

private:
    [[nodiscard]] Result<void> make_folder();

    std::string folder_;
    NativeHandle lock_;  ///< of the folder
    Protocol::acceptor acceptor_;
};

/// Whether the process at the other end of the socket is this one.
[[nodiscard]] bool is_from(PrivateSocket::Protocol::socket& socket, pid_t pid);

}  // namespace mprd::platform::openvpn
