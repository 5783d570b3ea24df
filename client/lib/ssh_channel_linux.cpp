// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// ssh:// : `ssh HOST mprctl proxy` carries the lines of the control socket over its pipes; ssh does
// authentication and encryption, and asks nobody (BatchMode).
#include "client/lib/channel.hpp"
#include "core/base/errc.hpp"

#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace mprd::lib {

std::uint32_t open_ssh_channel(const ServerAddress& address, std::unique_ptr<Channel>& channel) {
    std::vector<std::string> words{
        "ssh",
        "-T",
        "-o",
        "BatchMode=yes",
        "-o",
        "ServerAliveInterval=15",
        "-o",
        "ConnectTimeout=15"};
    if (!address.port.empty()) {
        words.insert(words.end(), {"-p", address.port});
    }
    words.insert(words.end(), {"--", address.host, "mprctl", "proxy"});
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);

    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return to_code(Errc::NotEnoughMemory);
    }
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    // A library does not write on its program's terminal.
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, "ssh", &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        return to_code(Errc::ServerUnavailable);
    }
    channel = make_descriptor_channel(ends[0], child);
    return 0;
}

}  // namespace mprd::lib
