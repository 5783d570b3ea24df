// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/system/local_listener.hpp"
#include "platform/windows/security.hpp"
#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/windows/overlapped_ptr.hpp>

#include <chrono>
#include <utility>

namespace mprd::platform {
namespace {

/// Octets in each direction: an answer of usual size is taken at once.
constexpr DWORD kPipeBuffer = 65536;
/// Accepting goes on after it when the system had no room for another end.
constexpr std::chrono::milliseconds kRetry{100};
constexpr std::string_view kPrefix = R"(\\.\pipe\)";

/// Who opened the other end; unknown when Windows does not tell.
PeerIdentity client_of(HANDLE pipe) {
    if (::ImpersonateNamedPipeClient(pipe) == 0) {
        return {};
    }
    HANDLE token = nullptr;
    const BOOL opened = ::OpenThreadToken(::GetCurrentThread(), TOKEN_QUERY, TRUE, &token);
    // Whom we act as must never be left in doubt.
    if (::RevertToSelf() == 0) {
        std::abort();
    }
    if (opened == 0) {
        return {};
    }
    const UniqueHandle owner(token);
    PeerIdentity peer = identity_of_token(token);
    ULONG process = 0;
    if (::GetNamedPipeClientProcessId(pipe, &process) != 0) {
        peer.process = process;
    }
    return peer;
}

}  // namespace

struct LocalListener::State : std::enable_shared_from_this<LocalListener::State> {
    State(boost::asio::io_context& context) : io(context), waiting(io), retry(io) {}

    /// One more end of the pipe, for the next client.
    [[nodiscard]] Result<void> make_end(bool is_first);
    void await_client();
    void on_client(const boost::system::error_code& error);
    void try_again();

    boost::asio::io_context& io;
    LocalStream waiting;  ///< the end that nobody has connected to yet
    boost::asio::steady_timer retry;
    std::string address;  ///< empty: not listening
    UniqueHandle name;    ///< a mutex: who has it has the pipe's name
    Accepted accepted;
};

Result<void> LocalListener::State::make_end(bool is_first) {
    auto rights = SecurityDescriptor::parse(kPipeSddl);
    if (!rights) {
        return rights.error();
    }
    UniqueHandle pipe(::CreateNamedPipeW(
        to_wide(address).c_str(),
        PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED | (is_first ? FILE_FLAG_FIRST_PIPE_INSTANCE : 0U),
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_REJECT_REMOTE_CLIENTS,
        PIPE_UNLIMITED_INSTANCES,
        kPipeBuffer,
        kPipeBuffer,
        0,
        rights->attributes()
    ));
    if (!pipe) {
        const DWORD error = ::GetLastError();
        if (is_first && error == ERROR_ACCESS_DENIED) {
            return make_error(
                Errc::AlreadyConnected,
                "another program has the pipe " + address +
                    "; end it, or name another with --socket"
            );
        }
        return windows_error(Errc::CanNotComplete, "cannot make the pipe " + address, error);
    }
    boost::system::error_code error;
    waiting.assign(pipe.get(), error);
    if (error) {
        return make_error(Errc::CanNotComplete, "pipe " + address + ": " + error.message());
    }
    static_cast<void>(pipe.release());
    return {};
}

void LocalListener::State::await_client() {
    boost::asio::windows::overlapped_ptr operation(
        waiting.get_executor(),
        [self = shared_from_this()](const boost::system::error_code& error, std::size_t /*size*/) {
            self->on_client(error);
        }
    );
    const BOOL done = ::ConnectNamedPipe(waiting.native_handle(), operation.get());
    const DWORD error = ::GetLastError();
    if (done == 0 && error == ERROR_IO_PENDING) {
        static_cast<void>(operation.release());
        return;
    }
    // Somebody was quicker than we.
    const bool is_there = done != 0 || error == ERROR_PIPE_CONNECTED;
    operation.complete(
        is_there
            ? boost::system::error_code()
            : boost::system::error_code(static_cast<int>(error), boost::system::system_category()),
        0
    );
}

void LocalListener::State::on_client(const boost::system::error_code& error) {
    if (address.empty()) {
        return;
    }
    LocalStream client = std::exchange(waiting, LocalStream(io));
    // The next end before anything else, so that there is hardly a moment without one.
    if (make_end(false)) {
        await_client();
    } else {
        try_again();
    }
    if (error) {
        return;  // came and went: ERROR_NO_DATA
    }
    const PeerIdentity peer = client_of(client.native_handle());
    accepted(std::move(client), peer);
}

void LocalListener::State::try_again() {
    retry.expires_after(kRetry);
    retry.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
        if (error || self->address.empty()) {
            return;
        }
        if (self->make_end(false)) {
            self->await_client();
        } else {
            self->try_again();
        }
    });
}

LocalListener::LocalListener(boost::asio::io_context& io) : state_(std::make_shared<State>(io)) {}

LocalListener::~LocalListener() {
    close();
}

Result<void> LocalListener::listen(const std::string& address, Accepted accepted) {
    if (!address.starts_with(kPrefix) || address.size() == kPrefix.size() ||
        address.find_first_of("/\\", kPrefix.size()) != std::string::npos) {
        return make_error(
            Errc::InvalidParameter,
            "the control socket is a named pipe: expected \\\\.\\pipe\\NAME, found " + address
        );
    }
    // Beside FILE_FLAG_FIRST_PIPE_INSTANCE: whoever only has a mutex of that name keeps us from
    // starting, but never gets a client of ours.
    const std::string mutex = "Global\\mprd-pipe-" + address.substr(kPrefix.size());
    UniqueHandle name(::CreateMutexW(nullptr, FALSE, to_wide(mutex).c_str()));
    if (!name || ::GetLastError() == ERROR_ALREADY_EXISTS) {
        return make_error(
            Errc::AlreadyConnected, "another mprd is running: it listens on " + address
        );
    }
    state_->address = address;
    if (auto made = state_->make_end(true); !made) {
        state_->address.clear();
        return made;
    }
    state_->name = std::move(name);
    state_->accepted = std::move(accepted);
    state_->await_client();
    return {};
}

void LocalListener::close() {
    boost::system::error_code ignored;
    state_->address.clear();
    state_->waiting.close(ignored);
    state_->retry.cancel();
    state_->name.reset();
}

LocalAccess local_access() {
    // LocalSystem, the administrators' group, and whom mprd runs as.
    LocalAccess access{{"S-1-5-18", "S-1-5-32-544", own_user()}, {}};
    if (const auto group = find_account("mprd-admin")) {
        access.administrators.push_back(*group);
    }
    if (const auto group = find_account("mprd")) {
        access.readers.push_back(*group);
    }
    return access;
}

}  // namespace mprd::platform
