// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/config_session.hpp"

#include <array>
#include <cerrno>
#include <cstring>

#include <limits.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::cli {
namespace {

std::string program_beside_us() {
    std::array<char, PATH_MAX> own{};
    const ssize_t size = ::readlink("/proc/self/exe", own.data(), own.size() - 1);
    std::string path(own.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    path.resize(path.rfind('/') == std::string::npos ? 0 : path.rfind('/') + 1);
    path += "mprd";
    return ::access(path.c_str(), X_OK) == 0 ? path : "mprd";
}

/// In a child of the child, so that nobody has to wait for it.
[[noreturn]] void become_session(int socket, const std::string& program, const std::string& path) {
    if (::fork() != 0) {
        ::_exit(0);
    }
    static_cast<void>(::dup2(socket, STDIN_FILENO));
    static_cast<void>(::dup2(socket, STDOUT_FILENO));
    ::execlp(
        program.c_str(),
        program.c_str(),
        "--config-session",
        "--config",
        path.c_str(),
        static_cast<char*>(nullptr)
    );
    ::_exit(127);
}

}  // namespace

std::variant<int, std::string> start_config_session(const std::string& path) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return std::string(std::strerror(errno));
    }
    const std::string program = program_beside_us();
    const pid_t child = ::fork();
    if (child == 0) {
        become_session(ends[1], program, path);
    }
    const int failed = errno;
    ::close(ends[1]);
    if (child < 0) {
        ::close(ends[0]);
        return std::string(std::strerror(failed));
    }
    static_cast<void>(::waitpid(child, nullptr, 0));
    return ends[0];
}

}  // namespace mprd::cli
