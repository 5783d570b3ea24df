// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/control_server.hpp"

#include <algorithm>
#include <utility>

namespace mprd::daemon {

ControlServer::ControlServer(
    boost::asio::io_context& io,
    ControlContext& context,
    platform::LocalAccess rules,
    std::function<void()> on_full
)
    : context_(context), rules_(std::move(rules)), on_full_(std::move(on_full)), listener_(io) {}

ControlServer::~ControlServer() {
    stop();
}

Result<void> ControlServer::listen(const std::string& address) {
    return listener_.listen(
        address,
        [this](platform::LocalStream stream, const platform::PeerIdentity& peer) {
            take(std::move(stream), peer);
        }
    );
}

void ControlServer::stop() {
    listener_.close();
    for (const auto& session : std::exchange(sessions_, {})) {
        session->close();
    }
}

std::size_t ControlServer::room_for(admin::Access access) {
    switch (access) {
        case admin::Access::Administrator:
            return kMaxAdministrators;
        case admin::Access::Reader:
            return kMaxReaders;
        case admin::Access::None:
            break;
    }
    return kMaxOthers;
}

bool ControlServer::has_room(admin::Access access) const {
    const auto same = std::count_if(sessions_.begin(), sessions_.end(), [&](const auto& session) {
        return session->caller().access == access;
    });
    return static_cast<std::size_t>(same) < room_for(access);
}

void ControlServer::take(platform::LocalStream stream, const platform::PeerIdentity& peer) {
    const admin::Caller caller{access_of(peer, rules_), admin::Origin::Local};
    if (!has_room(caller.access)) {
        if (!std::exchange(told_full_, true)) {
            on_full_();
        }
        const std::string line = protocol::error_line(
            nullptr,
            protocol::RpcError::TooManyRequests,
            "at most " + std::to_string(room_for(caller.access)) + " connections at once"
        );
        platform::write_last_word(stream, line);
        return;
    }
    const auto session =
        std::make_shared<Session>(std::move(stream), context_, caller, [this](Session& ended) {
            sessions_.erase(ended.shared_from_this());
            told_full_ = false;
        });
    sessions_.insert(session);
    session->start();
}

}  // namespace mprd::daemon
