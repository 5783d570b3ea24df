// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/peer_credentials.hpp"
#include "platform/system/local_listener.hpp"

#include <boost/asio/steady_timer.hpp>

#include <cerrno>
#include <chrono>
#include <filesystem>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

using Protocol = boost::asio::local::stream_protocol;

/// Accepting goes on after it when the system had no descriptor left.
constexpr std::chrono::milliseconds kRetry{100};

bool somebody_listens(boost::asio::io_context& io, const std::string& path) {
    Protocol::socket probe(io);
    boost::system::error_code error;
    probe.connect(Protocol::endpoint(path), error);
    return !error;
}

bool remove_left_over(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        return true;
    }
    return S_ISSOCK(status.st_mode) && ::unlink(path.c_str()) == 0;
}

Result<void> make_folder_of(const std::string& path) {
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code error;
    if (!folder.empty()) {
        std::filesystem::create_directories(folder, error);
    }
    return error ? Result<void>(make_error(
                       Errc::CanNotComplete,
                       "cannot make folder " + folder.string() + ": " + error.message(),
                       error
                   ))
                 : Result<void>();
}

}  // namespace

struct LocalListener::State : std::enable_shared_from_this<LocalListener::State> {
    explicit State(boost::asio::io_context& context) : io(context), acceptor(io), retry(io) {}

    [[nodiscard]] Result<void> open(const std::string& address);
    void accept_more();

    boost::asio::io_context& io;
    Protocol::acceptor acceptor;
    boost::asio::steady_timer retry;
    std::string path;  ///< empty: not listening
    Accepted accepted;
};

Result<void> LocalListener::State::open(const std::string& address) {
    boost::system::error_code error;
    acceptor.open(Protocol{}, error);
    acceptor.bind(Protocol::endpoint(address), error);
    if (!error) {
        acceptor.listen(boost::asio::socket_base::max_listen_connections, error);
    }
    if (!error && ::chmod(address.c_str(), 0666) != 0) {
        error.assign(errno, boost::system::system_category());
    }
    if (error) {
        return make_error(
            Errc::CanNotComplete, "cannot listen on " + address + ": " + error.message()
        );
    }
    path = address;
    return {};
}

void LocalListener::State::accept_more() {
    acceptor.async_accept([self = shared_from_this(
                           )](const boost::system::error_code& error, Protocol::socket socket) {
        if (error == boost::asio::error::operation_aborted || !self->acceptor.is_open()) {
            return;
        }
        if (error) {
            // Out of descriptors, most likely: wait for some to come back instead of spinning.
            self->retry.expires_after(kRetry);
            self->retry.async_wait([self](const boost::system::error_code& stopped) {
                if (!stopped) {
                    self->accept_more();
                }
            });
            return;
        }
        const PeerIdentity peer = peer_of(socket.native_handle());
        self->accepted(std::move(socket), peer);
        if (self->acceptor.is_open()) {
            self->accept_more();
        }
    });
}

LocalListener::LocalListener(boost::asio::io_context& io) : state_(std::make_shared<State>(io)) {}

LocalListener::~LocalListener() {
    close();
}

Result<void> LocalListener::listen(const std::string& address, Accepted accepted) {
    if (address.size() >= sizeof(sockaddr_un::sun_path)) {
        return make_error(
            Errc::InvalidParameter, "socket path too long (at most 107 bytes): " + address
        );
    }
    if (somebody_listens(state_->io, address)) {
        return make_error(
            Errc::AlreadyConnected, "another mprd is running: it listens on " + address
        );
    }
    if (!remove_left_over(address)) {
        return make_error(
            Errc::InvalidParameter, address + " exists and is no socket; mprd does not replace it"
        );
    }
    if (auto made = make_folder_of(address); !made) {
        return made;
    }
    if (auto opened = state_->open(address); !opened) {
        return opened;
    }
    state_->accepted = std::move(accepted);
    state_->accept_more();
    return {};
}

void LocalListener::close() {
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
    state_->retry.cancel();
    if (!state_->path.empty()) {
        static_cast<void>(::unlink(std::exchange(state_->path, {}).c_str()));
    }
}

LocalAccess local_access() {
    LocalAccess access{{user_word(0), user_word(::geteuid())}, {}};
    if (const auto group = find_group("mprd-admin")) {
        access.administrators.push_back(group_word(*group));
    }
    if (const auto group = find_group("mprd")) {
        access.readers.push_back(group_word(*group));
    }
    return access;
}

}  // namespace mprd::platform
