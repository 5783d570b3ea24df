// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/private_net.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace mprd::test {
namespace {

constexpr int kSkipped = 77;

[[noreturn]] void skip(const std::string& reason) {
    std::printf("skipped: because %s\n", reason.c_str());
    std::fflush(stdout);
    std::_Exit(kSkipped);
}

void write(const char* path, const std::string& text) {
    std::ofstream file(path);
    file << text;
    if (!file.flush()) {
        skip(std::string("the kernel does not let us write ") + path);
    }
}

}  // namespace

bool enter_private_net() {
    const bool is_root = ::geteuid() == 0;
    const std::string user = std::to_string(::geteuid());
    const std::string group = std::to_string(::getegid());
    if (::unshare(CLONE_NEWNET | CLONE_NEWNS | (is_root ? 0 : CLONE_NEWUSER)) != 0) {
        skip(std::string("no private namespaces can be made: ") + std::strerror(errno));
    }
    if (!is_root) {
        write("/proc/self/setgroups", "deny");
        write("/proc/self/uid_map", "0 " + user + " 1");
        write("/proc/self/gid_map", "0 " + group + " 1");
    }
    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
    if (::access("/dev/net/tun", R_OK | W_OK) != 0) {
        skip("/dev/net/tun cannot be opened");
    }
    if (!shell("ip link set lo up").empty()) {
        skip("there is no ip command");
    }
    return true;
}

std::string shell(const std::string& command) {
    std::string text;
    FILE* const pipe = ::popen((command + " 2>&1").c_str(), "re");
    if (pipe == nullptr) {
        return "cannot run " + command;
    }
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) {
        text.append(buffer.data(), size);
    }
    ::pclose(pipe);
    return text;
}

}  // namespace mprd::test
