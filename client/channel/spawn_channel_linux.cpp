// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/channel.hpp"
#include "client/channel/socket_linux.hpp"

#include <array>
#include <csignal>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace mprd::client {
namespace {

/// What becomes of signals, terminal and descriptors in the child.
class SpawnSettings {
public:
    SpawnSettings(int pipe, Asking asking) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawn_file_actions_adddup2(&actions_, pipe, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, pipe, STDOUT_FILENO);
        ::posix_spawnattr_init(&attributes_);
        short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
        sigset_t none;
        sigset_t pipe_signal;
        ::sigemptyset(&none);
        ::sigemptyset(&pipe_signal);
        ::sigaddset(&pipe_signal, SIGPIPE);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setsigdefault(&attributes_, &pipe_signal);
        if (asking == Asking::Never) {
            // A library does not write on its program's terminal, and Ctrl-C is for the program.
            ::posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
            ::posix_spawnattr_setpgroup(&attributes_, 0);
            flags = static_cast<short>(flags | POSIX_SPAWN_SETPGROUP);
        }
        ::posix_spawnattr_setflags(&attributes_, flags);
    }
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;

    /// 0, or the system's error.
    [[nodiscard]] int spawn(std::vector<std::string>& words, pid_t& child) const {
        std::vector<char*> arguments;
        arguments.reserve(words.size() + 1);
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        return ::posix_spawnp(
            &child, arguments[0], &actions_, &attributes_, arguments.data(), environ
        );
    }

private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

}  // namespace

Result<std::unique_ptr<Channel>> spawn_channel(
    std::vector<std::string> words, Asking asking, ProgramEndText why_ended
) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return make_error(Errc::NotEnoughMemory, "no socket can be made");
    }
    pid_t child = 0;
    const int failed = SpawnSettings(ends[1], asking).spawn(words, child);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        const std::error_code cause(failed, std::generic_category());
        return make_error(
            Errc::ServerUnavailable, "cannot run " + words[0] + ": " + cause.message(), cause
        );
    }
    return make_descriptor_channel(ends[0], child, why_ended);
}

}  // namespace mprd::client
