// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/unique_fd.hpp"
#include "platform/process/helper_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace mprd::platform {

const int HelperProcess::kDescriptor = 3;

struct HelperProcess::State {
    UniqueFd socket;
    pid_t process = 0;  ///< 0: ended and reaped
};

namespace {

/// Descriptors, signals and group of the child. 0, or the system's error.
int spawn(std::vector<std::string>& words, int socket, pid_t& child) {
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigset_t all;
    ::sigemptyset(&none);
    ::sigfillset(&all);
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, socket, HelperProcess::kDescriptor);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    );
    const int failed =
        ::posix_spawn(&child, arguments[0], &actions, &attributes, arguments.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return failed;
}

std::string end_text(int status) {
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ')';
    }
    return "ended with status " + std::to_string(WEXITSTATUS(status));
}

/// False: nothing came in time.
bool wait_readable(int descriptor, std::chrono::milliseconds limit) {
    pollfd waiting{descriptor, POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(limit.count())) > 0;
}

}  // namespace

Result<HelperProcess> HelperProcess::start(std::vector<std::string> words) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return make_error(Errc::NotEnoughMemory, "no socket can be made");
    }
    UniqueFd ours(ends[0]);
    UniqueFd theirs(ends[1]);
    if (theirs.get() == kDescriptor) {
        // dup2 to itself would keep close-on-exec.
        theirs.reset(::fcntl(theirs.get(), F_DUPFD_CLOEXEC, kDescriptor + 1));
    }
    // From our own rights under a service manager the child would inherit what is ambient; nothing
    // else that we start needs it.
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    pid_t child = 0;
    if (const int failed = spawn(words, theirs.get(), child); failed != 0) {
        const std::error_code cause(failed, std::generic_category());
        return make_error(
            Errc::CanNotComplete, "cannot run " + words[0] + ": " + cause.message(), cause
        );
    }
    auto state = std::make_unique<State>();
    state->socket = std::move(ours);
    state->process = child;
    return HelperProcess(std::move(state));
}

HelperProcess::HelperProcess(std::unique_ptr<State> state) : state_(std::move(state)) {}

HelperProcess::HelperProcess(HelperProcess&& other) noexcept = default;

HelperProcess& HelperProcess::operator=(HelperProcess&& other) noexcept {
    if (this != &other) {
        end();
        state_ = std::move(other.state_);
        pending_ = std::move(other.pending_);
    }
    return *this;
}

HelperProcess::~HelperProcess() {
    end();
}

Result<LocalStream> HelperProcess::stream(boost::asio::io_context& io) {
    boost::system::error_code error;
    const int descriptor = ::fcntl(state_->socket.get(), F_DUPFD_CLOEXEC, 0);
    LocalStream stream(io);
    stream.assign(boost::asio::local::stream_protocol(), descriptor, error);
    if (error) {
        ::close(descriptor);
        return make_error(Errc::CanNotComplete, error.message());
    }
    return stream;
}

bool HelperProcess::write_line(std::string_view line) {
    const std::string text = std::string(line) + '\n';
    return ::send(state_->socket.get(), text.data(), text.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(text.size());
}

Result<std::string> HelperProcess::read_line(std::chrono::milliseconds limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> part{};
    std::size_t end = pending_.find('\n');
    while (end == std::string::npos) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            until - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0 || !wait_readable(state_->socket.get(), left)) {
            return make_error(Errc::RequestTimeout, "it did not answer in time");
        }
        const ssize_t got = ::recv(state_->socket.get(), part.data(), part.size(), 0);
        if (got <= 0 || pending_.size() > kMaxLine) {
            return make_error(Errc::CanNotComplete, "its process " + this->end());
        }
        pending_.append(part.data(), static_cast<std::size_t>(got));
        end = pending_.find('\n');
    }
    std::string line = pending_.substr(0, end);
    pending_.erase(0, end + 1);
    return line;
}

void HelperProcess::finish(std::chrono::milliseconds limit) {
    if (state_ == nullptr || state_->process == 0) {
        return;
    }
    ::shutdown(state_->socket.get(), SHUT_WR);
    const auto until = std::chrono::steady_clock::now() + limit;
    std::array<char, 4096> rest{};
    while (std::chrono::steady_clock::now() < until && wait_readable(state_->socket.get(), limit) &&
           ::recv(state_->socket.get(), rest.data(), rest.size(), 0) > 0) {
    }
    end();
}

std::string HelperProcess::end() {
    if (state_ == nullptr || state_->process == 0) {
        return "is not there";
    }
    // Does nothing to one that has ended: that keeps its own status until it is waited for.
    ::kill(-state_->process, SIGKILL);
    int status = 0;
    while (::waitpid(state_->process, &status, 0) < 0 && errno == EINTR) {
    }
    state_->process = 0;
    state_->socket.reset();
    return end_text(status);
}

}  // namespace mprd::platform
