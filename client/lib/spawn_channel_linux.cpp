// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Programs that this process talks to over their standard input and output: ssh, and
// `mprd --config-session`, which serves the stored configuration while no router runs.
#include "client/lib/channel.hpp"
#include "core/base/errc.hpp"

#include <cstdlib>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

extern char** environ;  // NOLINT(readability-redundant-declaration): POSIX leaves it to the program

namespace mprd::lib {
namespace {

[[nodiscard]] std::string setting(const char* name) {
    const char* text = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read only
    return text == nullptr ? "" : text;
}

}  // namespace

std::uint32_t spawn_channel(std::vector<std::string> words, std::unique_ptr<Channel>& channel) {
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
    const int failed =
        ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(ends[1]);
    if (failed != 0) {
        ::close(ends[0]);
        return to_code(Errc::ServerUnavailable);
    }
    channel = make_descriptor_channel(ends[0], child);
    return 0;
}

std::uint32_t open_config_session(std::unique_ptr<Channel>& channel) {
    const std::string named = setting("MPRD_PROGRAM");
    const std::string config = setting("MPRD_CONFIG");
    // PATH of a user often lacks the folder that the second one is in.
    const std::vector<std::string> programs =
        named.empty() ? std::vector<std::string>{"mprd", "/usr/sbin/mprd"}
                      : std::vector<std::string>{named};
    for (const std::string& program : programs) {
        std::vector<std::string> words{program, "--config-session"};
        if (!config.empty()) {
            words.insert(words.end(), {"--config", config});
        }
        const auto code = spawn_channel(std::move(words), channel);
        if (code != to_code(Errc::ServerUnavailable)) {
            return code;
        }
    }
    return to_code(Errc::UnknownInterface);
}

}  // namespace mprd::lib
