// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/access.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"
#include "platform/system/local_listener.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <unordered_set>

namespace mprd::daemon {

/// The Unix socket of the administration (design section 7): accepts clients, asks the system who
/// they are, starts a Session for each.
class ControlServer {
public:
    /// Clients at once, by what they may do, so that nobody keeps somebody out who may do more. One
    /// more is told so and closed.
    static constexpr std::size_t kMaxAdministrators = 128;
    static constexpr std::size_t kMaxReaders = 96;
    static constexpr std::size_t kMaxOthers = 16;  ///< they are answered with code 5 only

    /// `io` and `context` must outlive it. `on_full` is called when the first client is turned away
    /// for want of room.
    ControlServer(
        boost::asio::io_context& io,
        ControlContext& context,
        platform::LocalAccess rules,
        std::function<void()> on_full
    );
    ~ControlServer();
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;

    /// On this address of platform::LocalListener, whose errors it passes on.
    [[nodiscard]] Result<void> listen(const std::string& address);
    /// Stops listening, ends all sessions, removes the socket.
    void stop();
    /// Clients that are connected.
    [[nodiscard]] std::size_t sessions() const { return sessions_.size(); }

private:
    /// One new connection: access, room, Session.
    void take(platform::LocalStream stream, const platform::PeerIdentity& peer);
    /// The limit of the caller's sort.
    [[nodiscard]] static std::size_t room_for(admin::Access access);
    [[nodiscard]] bool has_room(admin::Access access) const;

    ControlContext& context_;
    platform::LocalAccess rules_;
    std::function<void()> on_full_;
    platform::LocalListener listener_;
    std::unordered_set<std::shared_ptr<Session>> sessions_;
    bool told_full_ = false;
};

}  // namespace mprd::daemon
