// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/api/peer_identity.hpp"
#include "platform/system/local_stream.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>

namespace mprd::platform {

/// Who is allowed what on this system: root or LocalSystem, administrators, the user whom this
/// process runs as and group mprd-admin all; group mprd reads. Groups that do not exist are left
/// out.
[[nodiscard]] LocalAccess local_access();

/// Accepts local clients: on a Unix socket, whose address is a path, or on a named pipe,
/// `\\.\pipe\NAME`. Everybody may connect: who may do what is decided by who connects, so that a
/// refusal has a code. Thread: the event loop's.
class LocalListener {
public:
    /// A client, and who it is.
    using Accepted = std::function<void(LocalStream stream, const PeerIdentity& peer)>;

    /// `io` must outlive the listener.
    explicit LocalListener(boost::asio::io_context& io);
    ~LocalListener();
    LocalListener(const LocalListener&) = delete;
    LocalListener& operator=(const LocalListener&) = delete;

    /// Makes the socket, with its folder, or the pipe. A left-over of a dead process is replaced;
    /// one that somebody listens on is AlreadyConnected (901), and the error says what to do.
    [[nodiscard]] Result<void> listen(const std::string& address, Accepted accepted);
    /// Stops listening and removes the socket.
    void close();

private:
    struct State;  ///< what the system needs for it
    std::shared_ptr<State> state_;
};

}  // namespace mprd::platform
