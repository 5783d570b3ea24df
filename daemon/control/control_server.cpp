// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/control/control_server.hpp"

#include "platform/linux/peer_credentials.hpp"

#include <boost/asio/write.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace mprd::daemon {
namespace {

using Protocol = boost::asio::local::stream_protocol;

bool somebody_listens(boost::asio::io_context& io, const std::string& path) {
    Protocol::socket probe(io);
    boost::system::error_code error;
    probe.connect(Protocol::endpoint(path), error);
    return !error;
}

/// The socket of a dead daemon goes; false when something else is in its place.
bool remove_left_over(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        return true;
    }
    return S_ISSOCK(status.st_mode) && ::unlink(path.c_str()) == 0;
}

}  // namespace

ControlServer::ControlServer(
    boost::asio::io_context& io,
    ControlContext& context,
    AccessRules rules,
    std::function<void()> on_full
)
    : io_(io),
      context_(context),
      rules_(rules),
      on_full_(std::move(on_full)),
      acceptor_(io),
      retry_(io) {}

ControlServer::~ControlServer() {
    stop();
}

Result<void> ControlServer::listen(const std::string& path) {
    if (path.size() >= sizeof(sockaddr_un::sun_path)) {
        return make_error(
            Errc::InvalidParameter, "socket path too long (at most 107 bytes): " + path
        );
    }
    if (somebody_listens(io_, path)) {
        return make_error(Errc::AlreadyConnected, "another mprd is running: it listens on " + path);
    }
    if (!remove_left_over(path)) {
        return make_error(
            Errc::InvalidParameter, path + " exists and is no socket; mprd does not replace it"
        );
    }
    boost::system::error_code error;
    acceptor_.open(Protocol{}, error);
    acceptor_.bind(Protocol::endpoint(path), error);
    if (!error) {
        acceptor_.listen(boost::asio::socket_base::max_listen_connections, error);
    }
    // Everybody may connect: who may do what is decided by who connects, so that a refusal has a
    // code.
    if (!error && ::chmod(path.c_str(), 0666) != 0) {
        error.assign(errno, boost::system::system_category());
    }
    if (error) {
        return make_error(
            Errc::CanNotComplete, "cannot listen on " + path + ": " + error.message()
        );
    }
    path_ = path;
    accept_more();
    return {};
}

void ControlServer::stop() {
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    retry_.cancel();
    for (const auto& session : std::exchange(sessions_, {})) {
        session->close();
    }
    if (!path_.empty()) {
        static_cast<void>(::unlink(path_.c_str()));
        path_.clear();
    }
}

void ControlServer::accept_more() {
    acceptor_.async_accept([this](const boost::system::error_code& error, Protocol::socket socket) {
        if (error == boost::asio::error::operation_aborted || !acceptor_.is_open()) {
            return;
        }
        if (error) {
            // Out of descriptors, most likely: wait for some to come back instead of spinning.
            retry_.expires_after(std::chrono::milliseconds{100});
            retry_.async_wait([this](const boost::system::error_code& stopped) {
                if (!stopped) {
                    accept_more();
                }
            });
            return;
        }
        take(std::move(socket));
        accept_more();
    });
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

void ControlServer::take(Session::Socket socket) {
    const admin::Caller caller{
        access_of(platform::peer_of(socket.native_handle()), rules_), admin::Origin::Local};
    if (!has_room(caller.access)) {
        if (!std::exchange(told_full_, true)) {
            on_full_();
        }
        const std::string line = protocol::error_line(
            nullptr,
            protocol::RpcError::TooManyRequests,
            "at most " + std::to_string(room_for(caller.access)) + " connections at once"
        );
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        boost::asio::write(socket, boost::asio::buffer(line), ignored);
        return;
    }
    const auto session =
        std::make_shared<Session>(std::move(socket), context_, caller, [this](Session& ended) {
            sessions_.erase(ended.shared_from_this());
            told_full_ = false;
        });
    sessions_.insert(session);
    session->start();
}

}  // namespace mprd::daemon
