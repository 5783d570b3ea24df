// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host_system.hpp"

#include <array>
#include <cerrno>
#include <csignal>

#include <dlfcn.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace mprd::admin_dll {

void give_rights_away() {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none{};
    static_cast<void>(::syscall(SYS_capset, &header, none.data()));
}

Connection take_connection() {
    const int connection = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    const int nothing = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(nothing, STDIN_FILENO);
    ::close(nothing);
    return Connection{connection};
}

std::size_t read_some(Connection connection, std::span<char> into) {
    while (true) {
        const ssize_t got = ::recv(static_cast<int>(connection), into.data(), into.size(), 0);
        if (got >= 0 || errno != EINTR) {
            return got > 0 ? static_cast<std::size_t>(got) : 0;
        }
    }
}

void write_whole(Connection connection, std::string_view text) {
    while (!text.empty()) {
        const ssize_t put =
            ::send(static_cast<int>(connection), text.data(), text.size(), MSG_NOSIGNAL);
        if (put < 0 && errno != EINTR) {
            return;
        }
        text.remove_prefix(put < 0 ? 0 : static_cast<std::size_t>(put));
    }
}

std::optional<FindSymbol> load_object(const std::string& path, std::string& why) {
    void* const object = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) {
        why = ::dlerror();
        return std::nullopt;
    }
    return [object](const std::string& name) { return ::dlsym(object, name.c_str()); };
}

}  // namespace mprd::admin_dll
